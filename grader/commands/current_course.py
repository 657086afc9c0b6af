"""The course that a command works on."""

from __future__ import annotations

from pathlib import Path

from grader.course.discovery import KIT, SOLUTIONS, Course, Slips, find_course
from grader.course.installed import installed_course
from grader.errors import CourseError
from grader.execution.readable_paths import exposing_path
from grader.records.places import find_workspace
from grader.records.workspace import effective_settings


def open_course(folder: Path | None, *, installed: bool = False, slips: Slips | None = None) -> Course:
    """The course in `folder`, or the one in the settings, or the one that the working folder is in.

    In a workspace whose settings name no course, and if `installed` is true, the last resort is the course that was
    installed with the grader. `slips` is as in `grader.course.discovery.read_course`.

    Raises:
        CourseError: if there is no course, or if learners' code could read it.
    """
    workspace = find_workspace(Path.cwd())
    if folder is None and (chosen := effective_settings(workspace).course):
        folder = Path(chosen)
    try:
        course = find_course(folder, slips)
    except CourseError:
        root = installed_course() if folder is None and (workspace is not None or installed) else None
        if root is None:
            raise
        course = find_course(root, slips)
    exposed = exposing_path(course.solutions_folder)
    if exposed is not None:
        raise CourseError(
            f"the course is in `{exposed}`, which learners' code can read: move it out of the interpreter's folders"
        )
    return course


def open_whole_course(folder: Path | None, *, installed: bool = False, slips: Slips | None = None) -> Course:
    """As `open_course`, for what needs solutions.

    Raises:
        CourseError: also if it is a release kit, which has none.
    """
    course = open_course(folder, installed=installed, slips=slips)
    refuse_kit(course)
    return course


def refuse_kit(course: Course) -> None:
    """Refuse a release kit.

    Raises:
        CourseError: if the course is one.
    """
    if course.is_kit:
        raise CourseError(
            f"{course.root} is a release kit for learners, without solutions: run this in the course itself, which has "
            f"a folder `{SOLUTIONS}` instead of `{KIT}`"
        )
