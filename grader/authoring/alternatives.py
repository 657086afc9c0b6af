"""Alternatives: right versions of single functions whose answers differ from the reference's by a convention."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from grader.authoring.mistakes import Mistake, place_of
from grader.errors import AuthoringError, Place


@dataclass(frozen=True, slots=True)
class Alternative:
    """A right version of one function or class that gives other numbers than the reference."""

    kind: ClassVar[str] = "alternative"
    id: str
    of: str
    right: Callable[..., Any]
    place: Place


Version = Mistake | Alternative
"""What may replace one of the reference's functions."""


def alternative(*, of: str) -> Callable[[Callable[..., Any]], Alternative]:
    """Decorator: declare a right version of the exercise's function (or class, or `Class.method`) `of`.

    It is written in the mistakes file. Like a mistake, it replaces the reference's function when it is run, so it may
    call the other functions of the exercise by name. A check accepts it with `expect=any_of("its name")`. The first
    line of its docstring names the convention that it follows.

    Raises:
        AuthoringError: if the docstring is missing.
    """

    def declare(right: Callable[..., Any]) -> Alternative:
        place = place_of(right)
        if not (right.__doc__ or "").strip():
            raise AuthoringError(
                f"alternative `{right.__name__}` has no docstring: its first line names the convention that it follows",
                place,
            )
        return Alternative(right.__name__, of, right, place)

    return declare
