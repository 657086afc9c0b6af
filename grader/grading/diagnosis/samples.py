"""A check's observations as pairs of number blocks, the learner's and the reference's, from which causes are judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

from grader.course.draws import DrawnCase
from grader.execution.jobs import CaseObservation
from grader.grading.recordings import CaseRecording
from grader.numerics import nodes
from grader.numerics.nodes import Node, Path, block, items, leaf
from grader.numerics.plain_objects import to_plain
from grader.numerics.reading import read
from grader.wire.messages import Returned

Floats: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"

_MOST = 4096
"""Larger blocks are not looked at: what holds for them is not found sooner."""
_SLACK = 16.0
"""How many roundings of its own a relation may add."""


@dataclass(frozen=True)
class Sample:
    """One block of numbers in one case: the learner's (`got`) and the reference's (`want`), with its tolerance.

    `allowed` has the shape of `want`. `rounding` is the relative rounding error of the less precise of the two;
    `exact` whether they are bools or integers. `single` whether the learner's are float32;
    `is_history` whether the reference's are a list.
    """

    case: int
    arguments: Mapping[str, Any]
    got: Floats
    want: Floats
    allowed: Floats
    rounding: float
    drawn: bool = False
    exact: bool = False
    bools: bool = False
    single: bool = False
    is_history: bool = False

    def tolerance(self, like: Floats, allowed: Floats | float) -> Floats:
        """How far a number that a relation gives may be from the learner's."""
        size = np.abs(like)
        if not np.isfinite(size).all():
            size = np.where(np.isfinite(size), size, 0.0)
        return np.asarray(allowed + _SLACK * self.rounding * size)

    @cached_property
    def wrong(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Which numbers are wrong; only for blocks of one shape."""
        with np.errstate(all="ignore"):
            return np.asarray(~(np.abs(self.got - self.want) <= self.tolerance(self.want, self.allowed)))

    @cached_property
    def is_right(self) -> bool:
        """Whether the two agree."""
        return self.got.shape == self.want.shape and not self.wrong.any()

    def with_numbers(self, got: Floats, want: Floats, allowed: Floats) -> Sample:
        """The sample with other numbers in place of its own."""
        return replace(self, got=got, want=want, allowed=allowed)


Blocks = dict[Path, list[Sample]]


def blocks_of(
    cases: Sequence[DrawnCase], recordings: Sequence[CaseRecording], seen: Sequence[CaseObservation]
) -> Blocks:
    """The samples of each block of numbers of the observations, by its path, in the order of the cases; what is not
    finite real numbers on both sides, and what raised, is left out."""
    blocks: Blocks = {}
    for number, (case, recording, observed) in enumerate(zip(cases, recordings, seen, strict=False)):
        if not isinstance(observed.outcome, Returned) or not isinstance(recording.outcome, Returned):
            continue
        numbers = {name: numeric(to_plain(value)) for name, value in case.arguments.items()}
        arguments = {name: value for name, value in numbers.items() if value is not None}
        for path, ours, theirs in _pairs(recording.tree, read(observed.outcome.value), ()):
            sample = _sample(number, arguments, ours, theirs, case.random)
            if sample is not None:
                blocks.setdefault(path, []).append(sample)
    return blocks


def numeric(argument: Any) -> Floats | None:
    """An argument as an array of real numbers, if it is one."""
    if type(argument) is np.ndarray and argument.dtype == np.float64:
        return argument  # as `grader.grading.diagnosis.samples` makes them
    if isinstance(argument, bool) or not isinstance(argument, (int, float, list, tuple, np.ndarray, np.generic)):
        return None
    try:
        given = np.asarray(argument)
        array = np.asarray(given, np.float64) if given.dtype.kind in "iuf" else None
    except (ValueError, OverflowError, TypeError):
        return None
    return np.asarray(array) if array is not None and np.isfinite(array).all() else None


def _pairs(expected: Node, got: Node, path: Path) -> Iterator[tuple[Path, nodes.Numbers, nodes.Numbers]]:
    ours, theirs = leaf(expected), block(got)
    if ours is not None:
        if theirs is not None:
            yield path, ours, theirs
            if isinstance(ours.grad, nodes.Numbers) and isinstance(theirs.grad, nodes.Numbers):
                yield (*path, "grad"), ours.grad, theirs.grad
    elif isinstance(expected, nodes.Sequence) and isinstance(got, nodes.Sequence):
        count = min(expected.count, got.count, 32)
        for index, (first, second) in enumerate(zip(items(expected, count), items(got, count), strict=True)):
            yield from _pairs(first, second, (*path, index))
    elif isinstance(expected, nodes.Mapping) and isinstance(got, nodes.Mapping):
        for key, item in expected.items.items():
            if key in got.items:
                yield from _pairs(item, got.items[key], (*path, expected.names[key]))


def _sample(
    number: int, arguments: Mapping[str, Any], ours: nodes.Numbers, theirs: nodes.Numbers, drawn: bool
) -> Sample | None:
    if "c" in (ours.flat.dtype.kind, theirs.flat.dtype.kind) or max(ours.flat.size, theirs.flat.size) > _MOST:
        return None
    forms = [(ours.shape, theirs.shape), (ours.collapsed, theirs.collapsed),
             (ours.shape, theirs.collapsed), (ours.collapsed, theirs.shape)]  # fmt: skip
    shapes = next((pair for pair in forms if pair[0] is not None and pair[0] == pair[1]), None)
    shapes = shapes or next((pair for pair in forms if None not in pair), None)
    if shapes is None:
        return None
    want, got = (np.asarray(one.flat, np.float64) for one in (ours, theirs))
    if not (np.isfinite(want).all() and np.isfinite(got).all()):
        return None
    allowed = np.zeros(want.size) if ours.allowed is None else np.asarray(ours.allowed, np.float64)
    return Sample(
        number,
        arguments,
        got.reshape(shapes[1]),
        want.reshape(shapes[0]),
        allowed.reshape(shapes[0]),
        max(ours.resolution, theirs.resolution, 2.0**-53),
        drawn,
        exact=ours.resolution == 0,
        bools=ours.flat.dtype.kind == "b",
        single=theirs.dtype == "float32" and ours.dtype != "float32",
        is_history=ours.is_sequence,
    )
