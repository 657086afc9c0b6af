"""The course that a command works on."""

from __future__ import annotations

from pathlib import Path

from grader.course.discovery import Course, Slips
from grader.records.course_choice import course_at


def open_course(folder: Path | None, *, installed: bool = False, slips: Slips | None = None) -> Course:
    """The course that `grader.records.course_choice.course_at` finds for the working folder.

    Raises:
        CourseError: if there is no course, or if learners' code could read it.
    """
    return course_at(Path.cwd(), folder, installed=installed, slips=slips)
