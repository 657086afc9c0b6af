"""Opens a learner's session on their own files, for `grader watch` and `grader learn`."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from grader.commands import grading_setup, safeguards
from grader.commands.own_files import Workspace, own_files, read_own
from grader.course.files import read_source
from grader.course.targets import Selection, select
from grader.errors import CourseError
from grader.execution.preloading import libraries_in
from grader.reports.language import N_

if TYPE_CHECKING:
    from grader.execution.pool import Pool
    from grader.interactive.learning_session import Assistance, Session
    from grader.interactive.view_model import Place
    from grader.interactive.warm_grader import ReadFile
    from grader.reports.language import Language
    from grader.reports.views import CheckView, ExerciseView

_NOT_ALONE = N_("Another `grader watch` or `grader learn` is open in this folder. Both go on; each shows every save.")


_SAME_TIME = 60.0
"""Seconds in which files count as written together, as `grader start` writes them."""


@dataclass(frozen=True)
class OwnFiles:
    """The exercise files of a workspace."""

    workspace: Workspace
    selections: Sequence[Selection]

    def find(self) -> Mapping[str, Path]:
        """The learner's file of each exercise that has one."""
        return own_files(self.workspace, self.selections)

    def read(self, path: Path) -> ReadFile:
        """A file with the modules beside it that it imports."""
        return read_own(self.workspace, path)


@dataclass
class WarmPools:
    """Workers that stay: one pool for each set of libraries, started when it is first needed."""

    workspace: Workspace
    settings: grading_setup.Settings
    _pools: dict[tuple[str, ...], Pool] = field(default_factory=dict)
    _open: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def __call__(self, exercise: str) -> Pool:
        """The pool for an exercise.

        Raises:
            IsolationTooWeak: if the isolation is weaker than required.
        """
        course = self.workspace.course
        files = course.exercise(exercise)
        needed = libraries_in(course.settings.libraries, read_source(files.reference), read_source(files.checks))
        if needed not in self._pools:
            started = grading_setup.start_pool(self.settings, course.settings, (), (files,), spare=True)
            self._pools[needed] = pool = self._open.enter_context(started)
            safeguards.require_isolation(pool, self.settings.require_isolation)
        return self._pools[needed]

    def close(self) -> None:
        """End all of them."""
        self._open.close()


@contextlib.contextmanager
def open_session(
    workspace: Workspace, targets: Sequence[str], settings: grading_setup.Settings, language: Language
) -> Iterator[Session]:
    """A running session on the learner's files, which are followed as they are saved.

    It begins at the first target, else where the learner worked last.

    Raises:
        CourseError: if there is no exercise file here, or a target is unknown.
    """
    pools = WarmPools(workspace, settings)
    selections = select(workspace.course, ())
    start_at = _start_at(select(workspace.course, targets)) if targets else None
    files = OwnFiles(workspace, selections)
    found = files.find()
    if not found:
        raise CourseError("there are no exercise files here: `grader start` puts them into this folder")
    first = pools(_first(workspace, found, start_at))
    # Imported while the workers start.
    from grader.grading.preparing import Preparer
    from grader.interactive.file_events import FileEvents
    from grader.interactive.learning_session import Session
    from grader.interactive.taken_folder import taken
    from grader.interactive.warm_grader import WARM_UPS, WarmGrader

    opened: list[Session] = []
    preparer = Preparer(
        workspace.course, settings.seed, lambda exercise: opened[0].announce(exercise) if opened else None, settings.key
    )
    # Where processes are not forked, a second run would only delay the process for the first save.
    warm_ups = 1 if first.keeps_spare else WARM_UPS
    grader = WarmGrader(workspace.course, workspace.learner, files, preparer, pools, warm_ups)
    with contextlib.closing(pools), taken(workspace.folder) as alone:
        told = () if alone else (language.gettext(_NOT_ALONE),)
        session = Session(grader, language, _assistance(workspace, language), start_at, told)
        opened.append(session)
        with session, FileEvents(session.look, session.folders):
            yield session


def _first(workspace: Workspace, found: Mapping[str, Path], start_at: Place | None) -> str:
    """The exercise that is probably graded first, for which workers are started before everything else is imported."""
    if start_at is not None:
        return start_at.exercise
    return max(found, key=lambda name: found[name].stat().st_mtime // _SAME_TIME if found[name].exists() else 0)


def _assistance(workspace: Workspace, language: Language) -> Assistance:
    from grader.commands.hint import next_rung
    from grader.course.stub_notebooks import in_form_of
    from grader.interactive.learning_session import Assistance
    from grader.interactive.syllabus import exercise_text
    from grader.interactive.view_model import Hint
    from grader.records.setting_aside import replace_keeping

    def hint(path: Path, exercise: ExerciseView, check: CheckView) -> Hint | None:
        try:
            advice = next_rung(workspace, path, exercise, check, language)
        except OSError:  # what was shown cannot be remembered here
            return None
        rung = advice.rung
        return Hint(rung.said, advice.number, advice.of, rung.markdown, rung.location)

    def reset(exercise: str, path: Path | None) -> Path | None:
        files = workspace.course.exercise(exercise)
        if path is None:
            return None
        stub = exercise_text(files, language.code).stub
        return replace_keeping(workspace.folder, path, in_form_of(path, stub, exercise))

    return Assistance(hint, reset)


def _start_at(selections: Sequence[Selection]) -> Place | None:
    from grader.interactive.syllabus import exercise_text
    from grader.interactive.view_model import Place

    for selection in selections:
        functions = [one.name for one in exercise_text(selection.exercise).functions]
        if functions:
            wanted = (selection.function or "").partition(".")[0]
            return Place(selection.exercise.name, wanted if wanted in functions else functions[0])
    return None
