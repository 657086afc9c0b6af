"""The course that a command works on."""

from __future__ import annotations

from pathlib import Path

from grader.course.discovery import KIT, SOLUTIONS, Course, Slips
from grader.errors import CourseError
from grader.records.course_choice import course_at


def open_course(folder: Path | None, *, installed: bool = False, slips: Slips | None = None) -> Course:
    """The course that `grader.records.course_choice.course_at` finds for the working folder.

    Raises:
        CourseError: if there is no course, or if learners' code could read it.
    """
    return course_at(Path.cwd(), folder, installed=installed, slips=slips)


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
            "%(course)s is a release kit for learners, without solutions: run this in the course itself, which has a "
            "folder `%(solutions)s` instead of `%(kit)s`",
            course=course.root,
            solutions=SOLUTIONS,
            kit=KIT,
        )
