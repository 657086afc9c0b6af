"""How far a learner is: checks what has changed, and remembers the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from grader.commands.grading_setup import Settings
from grader.commands.own_files import Workspace, grade_own, own_files, read_own, shown
from grader.course.declared_checks import declaration_of
from grader.course.discovery import Course, ExerciseFiles
from grader.course.files import read_source
from grader.course.seeds import seed_of, variant_of
from grader.course.stubs import make_stub
from grader.course.targets import Selection, select
from grader.errors import AuthoringError
from grader.grading.result import Role
from grader.grading.submissions import SubmittedFile
from grader.records.exercise_states import ExerciseState, OwnFile, state_of
from grader.records.remembered_results import Remembered, content_key, read_remembered, remember
from grader.source.unwritten import unwritten_functions

if TYPE_CHECKING:
    from grader.grading.result import Result


@dataclass(frozen=True)
class Checked:
    """The result of a check. `unchanged` are the files that were not run again, since nothing about them has changed;
    `recent` are the exercises that were begun, the one that was worked on last first."""

    result: Result
    unchanged: tuple[str, ...]
    recent: tuple[str, ...]


def check_own(
    workspace: Workspace,
    selections: Sequence[Selection],
    files: Mapping[str, Path],
    settings: Settings,
    *,
    again: bool = False,
) -> Checked:
    """Check a learner's files. What has not changed since it was checked is not run again, unless `again` is true, nor
    is a file in which nothing was written."""
    own = {name: read_own(workspace, path)[0] for name, path in files.items()}
    exercises = {selection.exercise.name: selection.exercise for selection in selections}
    untouched = {name for name, file in own.items() if file.text == stub_text(exercises[name])}
    recent = sorted(files.keys() - untouched, key=lambda name: (-files[name].stat().st_mtime, name))
    keys = _keys(workspace, exercises, own) if settings == Settings() else {}
    known = {} if again else _known(workspace, selections, keys)
    rest = [selection for selection in selections if selection.exercise.name not in known]
    fresh = _run(workspace, rest, files, untouched, settings) if rest else None
    if fresh is not None:
        for whole in (True, False):
            names = {one.exercise.name for one in rest if (one.function is None) is whole and one.weight == 1}
            remember(workspace.folder, fresh, {name: keys[name] for name in names & keys.keys()}, whole)
    result = _together(selections, files, known, fresh)
    return Checked(result, tuple(shown(files[name]) for name in known if name not in untouched), tuple(recent))


def own_states(workspace: Workspace, selections: Sequence[Selection] = ()) -> tuple[ExerciseState, ...]:
    """How far the learner is in each of these exercises, by default in all of the course. Nothing is run."""
    chosen = {one.exercise.name: Selection(one.exercise, file=one.file) for one in selections}
    wanted = [*chosen.values()] or [*select(workspace.course, ())]
    files = own_files(workspace, wanted)
    own = {name: read_own(workspace, path)[0] for name, path in files.items()}
    keys = _keys(workspace, {one.exercise.name: one.exercise for one in wanted}, own)
    return tuple(
        _state(workspace, one.exercise, files.get(one.exercise.name), own.get(one.exercise.name), keys)
        for one in wanted
    )


def chapter_titles(course: Course) -> dict[str, dict[str, str]]:
    """The titles of a course's chapters by their folders, in each of its languages."""
    return {one.folder: one.title.in_languages(course.settings.languages) for one in course.chapters}


def course_roles(course: Course) -> tuple[Role, ...]:
    """The roles of a course, with their words in each of its languages."""
    return tuple(Role(name, course.settings.role_words(name)) for name in course.settings.roles)


def stub_text(exercise: ExerciseFiles) -> str:
    """What a learner starts from."""
    return make_stub(read_source(exercise.reference), exercise.reference)


def _state(
    workspace: Workspace,
    exercise: ExerciseFiles,
    path: Path | None,
    file: SubmittedFile | None,
    keys: Mapping[str, str],
) -> ExerciseState:
    found = read_remembered(workspace.folder, exercise.name)
    known = found.exercise if found is not None and found.key == keys.get(exercise.name) else None
    own = OwnFile(shown(path), file.text, path.stat().st_mtime) if path is not None and file is not None else None
    stub = unwritten_functions(stub_text(exercise))
    return state_of(exercise.name, exercise.chapter, declaration_of(exercise), stub, own, known)


def _keys(
    workspace: Workspace, exercises: Mapping[str, ExerciseFiles], own: Mapping[str, SubmittedFile]
) -> dict[str, str]:
    """The key of each file that can be read; none where nothing may be kept, or the course cannot be read."""
    if workspace.apart and not workspace.marked:
        return {}
    settings = workspace.course.settings
    seed = seed_of(settings, variant_of(settings, workspace.learner))
    keys = {}
    for name, file in own.items():
        if file.unreadable is None:
            text = "\n".join((file.whole, *(helper.path for helper in file.helper_files)))
            try:
                keys[name] = content_key(exercises[name], workspace.course.settings_file, text, seed)
            except (OSError, AuthoringError):
                continue  # the check itself says what is wrong
    return keys


def _known(workspace: Workspace, selections: Sequence[Selection], keys: Mapping[str, str]) -> dict[str, Remembered]:
    known = {}
    for selection in selections:
        name = selection.exercise.name
        found = read_remembered(workspace.folder, name) if name in keys else None
        whole = selection.function is None and selection.weight == 1
        if whole and found is not None and found.whole and found.key == keys[name]:
            known[name] = found
    return known


def _run(
    workspace: Workspace,
    selections: Sequence[Selection],
    files: Mapping[str, Path],
    untouched: set[str],
    settings: Settings,
) -> Result:
    """Grade the files. A stub is known to give nothing, so that it is not run."""
    written = {name: path for name, path in files.items() if name not in untouched}
    result = grade_own(workspace, selections, written, settings)
    exercises = tuple(
        msgspec.structs.replace(one, submitted=True, file=shown(files[one.name])) if one.name in untouched else one
        for one in result.exercises
    )
    return msgspec.structs.replace(result, exercises=exercises)


def _together(
    selections: Sequence[Selection], files: Mapping[str, Path], known: Mapping[str, Remembered], fresh: Result | None
) -> Result:
    """One result of what is remembered and what was run, in the order of the selections."""
    ran = iter(fresh.exercises if fresh else ())
    exercises = []
    for selection in selections:
        found = known.get(selection.exercise.name)
        if found is None:
            exercises.append(next(ran))
        else:
            exercises.append(msgspec.structs.replace(found.exercise, file=shown(files[selection.exercise.name])))
    base = fresh or max((one.result for one in known.values()), key=lambda result: result.created)
    return msgspec.structs.replace(
        base,
        exercises=tuple(exercises),
        points=sum(one.points for one in exercises),
        max_points=sum(one.max_points for one in exercises),
    )
