"""The value of a constant that a mistake leaves open, looked for between the values that have been tried."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from grader.grading.recordings import CaseRecording
from grader.wire.messages import Returned
from grader.wire.values import Array, Items, Table, Value

_SLACKS = (1e-12, 1e-6)
"""How far a number may lie outside, relative to its size: about the precisions of float64 and of float32."""
_TINY = 1e-300


class _Between(NamedTuple):
    """Two constants, and what the learner's number is nearer to: `share` is 0 at the first and 1 at the second."""

    low: float
    high: float
    share: float
    moved: float


def candidates(
    tried: Mapping[float, Sequence[CaseRecording]], outcomes: Sequence[object], ends: tuple[float, float]
) -> list[float]:
    """The values of the constant to try next, the likeliest first: people write numbers of few digits.

    Args:
        tried: what each value that was tried gives, case by case.
        outcomes: what the learner's function gives.
        ends: the ends of the range in which the constant lies.
    """
    between = _between(tried, outcomes)
    if between is None:
        return []
    low, high, share, _ = between
    exact = [low + share * (high - low)]
    if low > 0:  # a constant that a result is divided by, or whose logarithm counts
        exact += [1 / ((1 - share) / low + share / high), low * (high / low) ** share]
    rounded = [float(f"{number:.{digits}e}") for digits in (0, 1) for number in exact]
    wanted = dict.fromkeys([*rounded, *exact])
    return [number for number in wanted if ends[0] <= number <= ends[1] and number not in tried]


def _between(tried: Mapping[float, Sequence[CaseRecording]], outcomes: Sequence[object]) -> _Between | None:
    """Two neighbours between which all of the learner's numbers lie, and where that number lies between them that the
    constant moves most; None if there are none, so that no value of it explains the numbers."""
    mine = [number for outcome in outcomes for number in numbers_of(outcome)]
    lines = [(value, [x for one in cases for x in numbers_of(one.outcome)]) for value, cases in sorted(tried.items())]
    pairs = list(pairwise(line for line in lines if len(line[1]) == len(mine)))
    for slack, ((low, lower), (high, upper)) in product(_SLACKS, pairs):
        found: _Between | None = None
        for number, below, above in zip(mine, lower, upper, strict=True):
            if not all(map(math.isfinite, (number, below, above))):
                continue
            size = max(abs(number), abs(below), abs(above), _TINY)
            least, most = min(below, above), max(below, above)
            if not least - slack * size <= number <= most + slack * size:
                break
            moved = (most - least) / size
            if moved > slack and (found is None or moved > found.moved):
                share = min(max((number - below) / (above - below), 0.0), 1.0)
                found = _Between(low, high, share, moved)
        else:
            if found is not None:
                return found
    return None


def numbers_of(outcome: object) -> Iterator[float]:
    """The finite and other floats of an outcome, in their order; none if nothing was returned."""
    if isinstance(outcome, Returned):
        yield from _numbers(outcome.value)


def _numbers(value: Value) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    elif isinstance(value, Array) and value.dtype in ("float32", "float64"):
        yield from map(float, value.to_numpy().reshape(-1))
    elif isinstance(value, Items):
        for item in value.items:
            yield from _numbers(item)
    elif isinstance(value, Table):
        for _, item in value.entries:
            yield from _numbers(item)


def number_in(text: str) -> str:
    """A value of an open part for a sentence: a number in few digits, a text without its quotes."""
    value = ast.literal_eval(text)
    if not isinstance(value, float):
        return str(value)
    return f"{value:.6g}" if value.is_integer() else f"{value:.3g}"
