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
            "the course %(root)s is in the tree that is graded, where the learner could change it: keep it outside",
            root=root,
        )
    if not (root / "solutions" / "course.toml").is_file():
        raise CourseError("%(root)s is not a course: it has no solutions/course.toml", root=root)
    exposed = exposing_path(root / "solutions")
    if exposed is not None:
        raise CourseError(
            "the course is in %(exposed)s, which learners' code can read: move it elsewhere", exposed=exposed
        )
    for entry in sys.path:
        if Path(entry).exists() and Path(entry).resolve().is_relative_to(checkout):
            raise CourseError(
                "Python imports from %(folder)s, which is in the tree that is graded: install the grader outside the "
                "tree, and start it as `grader`, not as `python -m grader`",
                folder=entry or Path.cwd(),
            )
    if default_folder().resolve().is_relative_to(checkout):
        raise CourseError(
            "recorded results would be in %(folder)s, which is in the tree that is graded: set GRADER_RECORDINGS to a "
            "folder outside it",
            folder=default_folder(),
        )
    return read_course(root)


def _checkout(tree: Path) -> Path:
    """The root of the repository that the tree is in, otherwise the tree itself.

    Of several, it is the outermost: a learner may commit a folder with a `.git` of its own.
    """
    resolved = tree.resolve()
    roots = [folder for folder in (resolved, *resolved.parents) if (folder / ".git").exists()]
    return roots[-1] if roots else resolved
