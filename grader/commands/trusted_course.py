"""The course that a CI job grades by: never one that the graded tree could have brought or changed."""

from __future__ import annotations

import sys
from pathlib import Path

from grader.course.discovery import Course, read_course
from grader.course.installed import installed_course
from grader.errors import CourseError


def trusted_course(tree: Path, folder: Path | None) -> Course:
    """The course in `folder`, or the one that came with the installed grader.

    Raises:
        CourseError: if there is none, where it lies in the tree's checkout or where learners' code may read it, or
            where the grader itself would take code or recorded results from the tree.
    """
    from grader.execution.readable_paths import exposing_path
    from grader.grading.recording_store import default_folder

    checkout = _checkout(tree)
    root = folder.resolve() if folder is not None else installed_course()
    if root is None:
        raise CourseError("no course came with this installation of the grader: name the course's folder by --course")
    if root.is_relative_to(checkout):
        raise CourseError(
            f"the course {root} lies in the tree that is graded, where the learner could change it: keep it outside"
        )
    if not (root / "solutions" / "course.toml").is_file():
        raise CourseError(f"{root} is no course: it holds no solutions/course.toml")
    exposed = exposing_path(root / "solutions")
    if exposed is not None:
        raise CourseError(f"the course lies in {exposed}, which learners' code may read: move it elsewhere")
    for entry in sys.path:
        if Path(entry).exists() and Path(entry).resolve().is_relative_to(checkout):
            raise CourseError(
                f"Python imports from {entry}, which is in the tree that is graded: install the grader outside of the "
                "tree, and start it as `grader`, not as `python -m grader`"
            )
    if default_folder().resolve().is_relative_to(checkout):
        raise CourseError(
            f"recorded results would lie in {default_folder()}, which is in the tree that is graded: "
            "set GRADER_RECORDINGS to a folder outside"
        )
    return read_course(root)


def _checkout(tree: Path) -> Path:
    """The repository that the tree is a part of, else the tree itself."""
    resolved = tree.resolve()
    return next((folder for folder in (resolved, *resolved.parents) if (folder / ".git").exists()), resolved)
