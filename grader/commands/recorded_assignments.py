"""Which gradebook a command reads, and which of the assignments that are recorded in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from grader.errors import Message

if TYPE_CHECKING:
    from grader.records.gradebook import Gradebook


def gradebook_option(function: Any) -> Any:
    """`--gradebook`: where the gradebook is."""
    return click.option(
        "--gradebook",
        "place",
        envvar="GRADER_GRADEBOOK",
        default=".",
        help="The gradebook's URL, file or folder; by default the working folder.",
    )(function)


def assignment_option(function: Any) -> Any:
    """`--assignment`: may be left out where there is only one."""
    return click.option("--assignment", help="The assignment; may be left out where only one is recorded.")(function)


def the_assignment(gradebook: Gradebook, wanted: str | None, *, new: bool = False) -> str:
    """The requested assignment, or the only one. With `new`, nothing has to be recorded for it yet.

    Raises:
        RecordsError: if there is none, or there are several.
    """
    from grader.errors import RecordsError

    if wanted is not None and new:
        return wanted
    names = assignments_of(gradebook, wanted)
    if len(names) != 1:
        raise RecordsError(
            "name the assignment with --assignment: recorded are %(names)s", names=", ".join(names) or Message("none")
        )
    return names[0]


def assignments_of(gradebook: Gradebook, wanted: str | None) -> tuple[str, ...]:
    """The requested assignment, or all of them.

    Raises:
        RecordsError: if nothing is recorded for the one that was requested.
    """
    from grader.errors import RecordsError

    known = gradebook.assignments()
    if wanted is None:
        return known
    if wanted not in known:
        raise RecordsError(
            "nothing is recorded for the assignment `%(wanted)s`: recorded are %(sources)s",
            wanted=wanted,
            sources=", ".join(known) or Message("none"),
        )
    return (wanted,)
