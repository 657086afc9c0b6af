"""The course that a CI job grades with: never one that the graded tree could have supplied or changed."""

from __future__ import annotations

import sys
from pathlib import Path

from grader.course.discovery import Course, read_course
from grader.course.installed import installed_course
from grader.errors import CourseError


def trusted_course(tree: Path, folder: Path | None) -> Course:
    """The course in `folder`, or the one that was installed with the grader.

    Raises:
        CourseError: if there is none; if it is inside the tree's checkout or in a folder that learners' code can read;
            or if the grader itself would take code or recorded results from the checkout.
    """
    from grader.execution.readable_paths import exposing_path
    from grader.grading.recording_store import default_folder

    checkout = _checkout(tree)
    root = folder.resolve() if folder is not None else installed_course()
    if root is None:
        raise CourseError("no course was installed with this grader: name the course's folder with --course")
    if root.is_relative_to(checkout):
        raise CourseError(
            f"the course {root} is in the tree that is graded, where the learner could change it: keep it outside"
        )
    if not (root / "solutions" / "course.toml").is_file():
        raise CourseError(f"{root} is not a course: it has no solutions/course.toml")
    exposed = exposing_path(root / "solutions")
    if exposed is not None:
        raise CourseError(f"the course is in {exposed}, which learners' code can read: move it elsewhere")
    for entry in sys.path:
        if Path(entry).exists() and Path(entry).resolve().is_relative_to(checkout):
            raise CourseError(
                f"Python imports from {entry or Path.cwd()}, which is in the tree that is graded: install the grader "
                "outside the tree, and start it as `grader`, not as `python -m grader`"
            )
    if default_folder().resolve().is_relative_to(checkout):
        raise CourseError(
            f"recorded results would be in {default_folder()}, which is in the tree that is graded: "
            "set GRADER_RECORDINGS to a folder outside it"
        )
    return read_course(root)


def _checkout(tree: Path) -> Path:
    """The root of the repository that the tree is in, otherwise the tree itself.

    Of several, it is the outermost: a learner may commit a folder with a `.git` of its own.
    """
    resolved = tree.resolve()
    roots = [folder for folder in (resolved, *resolved.parents) if (folder / ".git").exists()]
    return roots[-1] if roots else resolved
