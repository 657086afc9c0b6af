"""The course that belongs to a folder: one asked for, the workspace's, one around it, or the installed one."""

from __future__ import annotations

from pathlib import Path

from grader.course.discovery import Course, Slips, find_course
from grader.course.installed import installed_course
from grader.errors import CourseError
from grader.execution.readable_paths import exposing_path
from grader.records.places import find_workspace
from grader.records.workspace import effective_settings


def course_at(here: Path, folder: Path | None = None, *, installed: bool = False, slips: Slips | None = None) -> Course:
    """The course in `folder`, or the one in the settings that hold at `here`, or the one that `here` is in.

    In a workspace whose settings name no course, and if `installed` is true, the last resort is the course that was
    installed with the grader. `slips` is as in `grader.course.discovery.read_course`.

    Raises:
        CourseError: if there is no course, or if learners' code could read it.
    """
    workspace = find_workspace(here)
    if folder is None and (chosen := effective_settings(workspace).course):
        folder = Path(chosen)
    try:
        course = find_course(folder or here, slips)
    except CourseError:
        root = installed_course() if folder is None and (workspace is not None or installed) else None
        if root is None:
            raise
        course = find_course(root, slips)
    exposed = exposing_path(course.root / "solutions")
    if exposed is not None:
        raise CourseError(
            "the course is in `%(exposed)s`, which learners' code can read: move it out of the interpreter's folders",
            exposed=exposed,
        )
    return course
