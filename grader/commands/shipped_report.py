"""What `grader doctor` says of the recordings that came with a course."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from grader.commands.doctor_lines import Finding
from grader.course.discovery import Course

if TYPE_CHECKING:
    from grader.reports.language import Language


def findings(course: Course, language: Language) -> Iterator[Finding]:
    """A line on those that are used as they are, on those that are tried first, and on those that are not used."""
    from grader.course.loading import load_exercise
    from grader.errors import AuthoringError
    from grader.grading.shipped_recordings import current_header, shipped_seed

    _ = language.gettext
    used = tried = 0
    stale = []
    for files in course.exercises:
        if not files.recording.is_file():
            continue
        try:
            exercise = load_exercise(files)
        except AuthoringError:
            continue  # `grader validate` reports it
        header = current_header(exercise, shipped_seed(exercise))
        if header is None:
            stale.append(files.name)
        elif header.is_from_here:
            used += 1
        else:
            tried += 1
    if used:
        said = language.ngettext(
            "Reference results came with the course: those of %(n)s exercise are used as they are.",
            "Reference results came with the course: those of %(n)s exercises are used as they are.",
            used,
        )
        yield Finding("ok", said)
    if tried:
        said = language.ngettext(
            "Reference results came with the course: those of %(n)s exercise were made with other versions or on "
            "another processor; its first check tries whether they hold here, and makes its own if not.",
            "Reference results came with the course: those of %(n)s exercises were made with other versions or on "
            "another processor; a first check tries whether they hold here, and makes its own if not.",
            tried,
        )
        yield Finding("ok", said)
    if stale:
        said = _(
            "Reference results came with the course, but those of these exercises are out of date and are not used: "
            "%(names)s",
            names=_(", ").join(stale),
        )
        yield Finding("note", said, _("The author of the course makes new ones with `grader recordings`."))
