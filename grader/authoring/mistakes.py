"""Mistakes: named wrong versions of single functions."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar

from grader.errors import AuthoringError, Place
from grader.text import NO_OTHERS, Text, TextLike, as_text, with_others

NONE_OPEN: Mapping[str, Any] = MappingProxyType({})
"""No open parts."""

USUAL_CONSTANTS = (
    *(10.0**-power for power in range(16, 0, -1)),
    0.25,
    0.5,
    0.9,
    0.99,
    1.0,
    2.0,
    3.0,
    4.0,
    5.0,
    10.0,
    100.0,
)
"""The numbers that learners write for a constant more often than others."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong version of one function or class, what it does wrong, and a tutor's question about it.

    Mistakes that no case can distinguish, because they are the same function, share a `group`. Mistakes of one kind in
    several functions belong to a `family` of the course. Open parts are keyword-only parameters of the version, with
    one of finitely many values (`choices`) or a number in a range (`constants`). They have the values in `bound`, or
    the version's own defaults where none is given.
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
    choices: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    constants: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    bound: Mapping[str, object] = field(default_factory=dict)

    def with_parts(self, bound: Mapping[str, object]) -> Mistake:
        """This mistake with these values of its open parts."""
        return replace(self, bound={**self.bound, **bound})

    @property
    def parts(self) -> dict[str, object]:
        """Its open parts with their values."""
        open_parts = (*self.choices, *self.constants)
        return {name: value for name, value in (_defaults(self.wrong) | dict(self.bound)).items() if name in open_parts}

    def variants(self) -> Iterator[Mistake]:
        """It with each other choice, and with each usual constant in its range, the ends among them."""
        own = self.parts
        values = {name: tuple(choices) for name, choices in self.choices.items()}
        values |= {
            name: (low, *(number for number in USUAL_CONSTANTS if low < number < high), high)
            for name, (low, high) in self.constants.items()
        }
        for combined in product(*values.values()):
            bound = dict(zip(values, combined, strict=True))
            if bound != own:
                yield self.with_parts(bound)


def mistake(
    *,
    of: str,
    hint: TextLike,
    finding: Mapping[str, str] = NO_OTHERS,
    group: str = "",
    family: str = "",
    choices: Mapping[str, Sequence[object]] = NONE_OPEN,
    constants: Mapping[str, tuple[float, float]] = NONE_OPEN,
) -> Callable[[Callable[..., Any]], Mistake]:
    """Decorator: declare a wrong version of the exercise's function (or class, or `Class.method`) `of`.

    It may call the other functions of the exercise by name, as the reference does. The first line of its
    docstring says what the learner did ("You have summed where the cost takes the mean."), in the course's first
    language; `finding` says the same in the other languages, by language. `hint` is a question that leads to the cause.
    `family` is one of the families that the course's settings declare.

    A part of the version may be left open, as a keyword-only parameter with a default: `choices={"first": ("w", "b")}`
    lists the values that it may have, `constants={"eps": (1e-12, 1e-1)}` the ends of the range that a number may lie
    in. The learner's own numbers decide between them, and `{eps}` in the finding becomes the value.

    Raises:
        AuthoringError: if the finding or the hint is missing or is not a text, or an open part is not as it should be.
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
        why = _misfit(wrong, choices, constants)
        if why:
            raise AuthoringError(f"mistake `{wrong.__name__}`: {why}", place)
        listed = {name: tuple(values) for name, values in choices.items()}
        return Mistake(wrong.__name__, of, wrong, said, asked, group, place, family, listed, dict(constants))

    return declare


def _misfit(
    wrong: Callable[..., Any], choices: Mapping[str, Sequence[object]], constants: Mapping[str, tuple[float, float]]
) -> str:
    """What is wrong with the declaration of open parts; empty if nothing is."""
    defaults = _defaults(wrong)
    for name in (*choices, *constants):
        if name not in defaults:
            return f"`{name}` is no keyword-only parameter with a default: write `*, {name}=...` in its signature"
    for name, values in choices.items():
        if len(values) < 2 or defaults[name] not in values:
            return f"choices of `{name}`: give at least two, the default among them"
        for value in values:
            if not _is_literal(value):
                return f"choices of `{name}`: {value!r} is no number, text or tuple of these"
    for name, (low, high) in constants.items():
        if not low < high or not low <= defaults[name] <= high:
            return f"constants of `{name}`: give the lower and the upper end of a range that the default lies in"
    if len(constants) > 1:
        return f"{' and '.join(f'`{name}`' for name in constants)}: one number can be found, not two"
    return ""


def _defaults(wrong: Callable[..., Any]) -> dict[str, Any]:
    """The keyword-only parameters of a version's functions, with their defaults."""
    functions = [*vars(wrong).values()] if inspect.isclass(wrong) else [wrong]
    return {
        name: value
        for function in functions
        if inspect.isfunction(function)
        for name, value in (function.__kwdefaults__ or {}).items()
    }


def _is_literal(value: object) -> bool:
    if isinstance(value, tuple):
        return all(map(_is_literal, value))
    return value is None or isinstance(value, (bool, int, float, str))


def place_of(version: Callable[..., Any]) -> Place:
    """Where a version of a function or class is defined."""
    code = getattr(version, "__code__", None)
    if code is not None:
        return Place(Path(code.co_filename), code.co_firstlineno)
    return Place(Path(inspect.getsourcefile(version) or "?"), inspect.getsourcelines(version)[1])
