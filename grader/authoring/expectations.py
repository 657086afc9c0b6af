"""What a check expects of its observations. Judged on the trusted side, never where the learner's code runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.authoring.text import Text

Property = Callable[[Any, Mapping[str, Any]], "str | Text | None"]
"""Takes the observed value (plain Python values and NumPy arrays) and the case's arguments; returns None where the
property holds, else the sentence that the learner is told."""


@dataclass(frozen=True, slots=True)
class EqualsReference:
    """The observation equals the reference's, each number within its measured tolerance.

    `dtype` asks for the same dtype too, `container` for the same kind of result (a float is then not a tensor).
    """

    dtype: bool = False
    container: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """Every number of the observation lies in [low, high]."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Raises:
    """The learner's code raises one of these errors (by class name), and its message holds each of `mentions`."""

    errors: tuple[str, ...]
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Converges:
    """The observed sequence of numbers ends within `within` of `to`, and no further from it than it began."""

    to: float
    within: float


@dataclass(frozen=True, slots=True)
class Satisfies:
    """The observation has a declared property."""

    holds: Property


Expectation = EqualsReference | Within | Raises | Converges | Satisfies


def equals_reference(*, dtype: bool = False, container: bool = False) -> EqualsReference:
    """The observation equals the reference's (what a check expects unless it says otherwise)."""
    return EqualsReference(dtype, container)


def within(low: float, high: float) -> Within:
    """Every number of the observation lies in [low, high]."""
    return Within(low, high)


def raises(*errors: str, mentions: tuple[str, ...] = ()) -> Raises:
    """The learner's code raises one of these errors, given by class name, with a message that holds `mentions`."""
    return Raises(errors, mentions)


def converges(*, to: float, within: float) -> Converges:
    """The observed sequence ends within `within` of `to`."""
    return Converges(to, within)


def satisfies(holds: Property) -> Satisfies:
    """The observation has a property: a function of the observed value and of the case's arguments.

    It returns None where the property holds, else a sentence for the learner (a `Text` for both languages). It gets
    plain Python values with NumPy arrays for arrays and tensors, runs on the trusted side and may not be reached
    from a probe.
    """
    return Satisfies(holds)
