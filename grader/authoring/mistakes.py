"""Mistakes: named wrong versions of single functions."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from grader.authoring.text import NO_OTHERS, Text, TextLike, as_text, with_others
from grader.errors import AuthoringError, Place


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong version of one function or class, what it does wrong, and a tutor's question about it.

    Mistakes that no case can distinguish, because they are the same function, share a `group`. Mistakes of one kind in
    several functions belong to a `family` of the course.
    """

    kind: ClassVar[str] = "mistake"
    id: str
    of: str
    wrong: Callable[..., Any]
    finding: Text
    hint: Text
    group: str
    place: Place
    family: str = ""


def mistake(
    *, of: str, hint: TextLike, finding: Mapping[str, str] = NO_OTHERS, group: str = "", family: str = ""
) -> Callable[[Callable[..., Any]], Mistake]:
    """Decorator: declare a wrong version of the exercise's function (or class, or `Class.method`) `of`.

    It may call the other functions of the exercise by name, as the reference does. The first line of its
    docstring says what the learner did ("You have summed where the cost takes the mean."), in the course's first
    language; `finding` says the same in the other languages, by language. `hint` is a question that leads to the cause.
    `family` is one of the families that the course's settings declare.

    Raises:
        AuthoringError: if the finding or the hint is missing or is not a text.
    """

    def declare(wrong: Callable[..., Any]) -> Mistake:
        place = place_of(wrong)
        if not (wrong.__doc__ or "").strip():
            raise AuthoringError(
                f"mistake `{wrong.__name__}` has no docstring: write one whose first line says what the learner did",
                place,
            )
        try:
            said, asked = with_others(inspect.getdoc(wrong) or "", finding, "finding"), as_text(hint, "hint")
        except AuthoringError as error:
            raise AuthoringError(f"mistake `{wrong.__name__}`: {error}", place) from error
        if not asked:
            raise AuthoringError(
                f"mistake `{wrong.__name__}` has no hint: write a question that leads to the cause", place
            )
        return Mistake(wrong.__name__, of, wrong, said, asked, group, place, family)

    return declare


def place_of(version: Callable[..., Any]) -> Place:
    """Where a version of a function or class is defined."""
    code = getattr(version, "__code__", None)
    if code is not None:
        return Place(Path(code.co_filename), code.co_firstlineno)
    return Place(Path(inspect.getsourcefile(version) or "?"), inspect.getsourcelines(version)[1])
