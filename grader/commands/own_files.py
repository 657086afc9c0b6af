"""Finds and grades a learner's own files, for `grader check`, `status` and `submit`.

This module imports little, so that the workers start without delay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.commands.current_course import open_course
from grader.course.discovery import Course
from grader.course.targets import Selection
from grader.grading.helpers import with_helpers
from grader.grading.submissions import Submission, SubmittedFile, read_file
from grader.grading.submitted_folders import read_submission
from grader.records.hint_memory import hints_used
from grader.records.learners import learner_id
from grader.records.places import find_workspace
from grader.records.workspace import WorkspaceSettings, effective_settings

if TYPE_CHECKING:
    from grader.commands.grading_setup import Settings
    from grader.grading.result import Notice, Result


@dataclass(frozen=True)
class Workspace:
    """The folder in which a learner works, with its settings.

    Attributes:
        folder: where settings and receipts are kept.
        course: the learner's course.
        settings: those of the environment, then those of the folder.
        learner: the learner's id; empty if none is set.
        apart: whether the learner's files are in `folder` instead of among the course's own exercises.
        marked: whether `folder` has settings.
    """

    folder: Path
    course: Course
    settings: WorkspaceSettings
    learner: str
    apart: bool
    marked: bool

    @property
    def keeps(self) -> bool:
        """Whether results of checks are remembered in it."""
        return self.marked or not self.apart


def open_workspace(course: Path | None, learner: str = "", *, installed: bool = False) -> Workspace:
    """The workspace that the working folder is in, and its course.

    The workspace is the nearest folder with settings, otherwise the course's own folder if the working folder is in it,
    otherwise the working folder. `installed` is as in `grader.commands.current_course.open_course`.

    Raises:
        RecordsError: if the settings or the learner's id are not valid.
        CourseError: if there is no course.
    """
    here = Path.cwd()
    marked = find_workspace(here)
    settings = effective_settings(marked)
    found = open_course(course, installed=installed)
    folder = marked or (found.root if here.resolve().is_relative_to(found.root) else here)
    name = learner or settings.learner
    apart = not folder.resolve().is_relative_to(found.root)
    return Workspace(folder, found, settings, learner_id(name) if name else "", apart, marked is not None)


def own_files(workspace: Workspace, selections: Sequence[Selection]) -> dict[str, Path]:
    """The learner's file of each selected exercise that has one, in the order of the selections.

    In a workspace apart from the course, they are found by name at any depth; in any other folder apart from the course
    they lie in it, or in its folder of the chapter; otherwise they are the course's own exercise files.
    """
    names = [selection.exercise.name for selection in selections]
    found: Mapping[str, Path] = {}
    if workspace.apart and workspace.marked:
        submission = read_submission(workspace.learner, workspace.folder, names)
        found = {name: workspace.folder / file.path for name, file in submission.files.items()}
    elif workspace.apart:
        found = {selection.exercise.name: path for selection in selections if (path := _beside(workspace, selection))}
    files = {}
    for selection in selections:
        name = selection.exercise.name
        path = selection.file or (found.get(name) if workspace.apart else selection.exercise.stub)
        if path is not None and path.exists():
            files[name] = path
    return files


def _beside(workspace: Workspace, selection: Selection) -> Path | None:
    folders = (workspace.folder, workspace.folder / selection.exercise.chapter)
    places = (folder / f"{selection.exercise.name}{ending}" for ending in (".py", ".ipynb") for folder in folders)
    return next((place for place in places if place.is_file()), None)


def grade_own(
    workspace: Workspace, selections: Sequence[Selection], files: Mapping[str, Path], settings: Settings
) -> Result:
    """Grade a learner's files, in their variant."""
    from grader.commands import grading_setup

    read = {}
    notices: list[Notice] = []
    for name, path in files.items():
        read[name], about = read_own(workspace, path)
        notices += (notice for notice in about if notice.kind != "helper_used" and notice not in notices)
    submission = Submission(workspace.learner, read, tuple(notices), hints_used(workspace.folder))
    return grading_setup.grade_submission(workspace.course, selections, submission, settings)


def read_own(workspace: Workspace, path: Path) -> tuple[SubmittedFile, tuple[Notice, ...]]:
    """A learner's file with the modules beside it that it imports, and a notice for each of these, and where it is not
    the kind of file that its name says."""
    from grader.commands.expected_files import helper_rules

    file = read_file(path, shown=shown(path))
    beside = {shown(one): one for one in sorted(path.parent.glob("*.py")) if one != path and one.is_file()}
    whole, notices = with_helpers(
        file, beside, lambda helper: read_file(beside[helper], shown=helper), helper_rules(workspace.course)
    )
    return whole, (
        *(notice for notice in file.notices if notice.kind in ("notebook_as_py", "other_encoding")),
        *notices,
    )


def shown(path: Path) -> str:
    """A path as the learner would type it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
