"""Alternatives: right versions of single functions that give other answers than the reference, by a convention."""

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
"""What may stand in the place of one of the reference's functions."""


def alternative(*, of: str) -> Callable[[Callable[..., Any]], Alternative]:
    """Decorator: name a right version of the exercise's function (or class, or `Class.method`) `of`.

    It stands in the mistakes file and, like a mistake, in the reference's place when it is run: it may call the other
    functions of the exercise by name. A check accepts it with `expect=any_of("its name")`. Its docstring's first line
    says by which convention it is right.

    Raises:
        AuthoringError: if the docstring is missing.
    """

    def declare(right: Callable[..., Any]) -> Alternative:
        place = place_of(right)
        if not (right.__doc__ or "").strip():
            raise AuthoringError(
                f"alternative `{right.__name__}` has no docstring: its first line says by which convention it is right",
                place,
            )
        return Alternative(right.__name__, of, right, place)

    return declare
