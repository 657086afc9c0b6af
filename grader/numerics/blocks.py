"""Compares two blocks of numbers: kind of number, shape, dtype, then values."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from grader.numerics.differences import Difference, DifferenceKind
from grader.numerics.nodes import Flat, Numbers, Path
from grader.numerics.short_texts import number_texts, shape_text, type_text


class Finding(NamedTuple):
    """The result of comparing one place.

    `units` is the largest error there in units of its tolerance; infinite if more than the numbers differ.
    `difference` is None if nothing is wrong.
    """

    units: float
    difference: Difference | None


def compare_blocks(expected: Numbers, got: Numbers, path: Path, *, dtype: bool, container: bool) -> Iterator[Finding]:
    """The findings for one block, with its tolerance in `expected.allowed`. Shapes come first; nothing is broadcast."""
    if container and expected.form != got.form:
        yield differs("type", path, _container_text(got, expected), _container_text(expected, got))
    if _is_bool(expected) != _is_bool(got) and not _takes_number(expected) and expected.flat.size and got.flat.size:
        yield differs("type", path, _number_text(got), _number_text(expected))
        return
    shape = _common_shape(expected, got, exact=container)
    count = expected.flat.size
    if shape is None:
        if expected.is_sequence and (common := _common_prefix(expected, got)):
            yield differs("length", path, str(_outer(got)), str(_outer(expected)))
            shape, count = common, math.prod(common)
        else:
            yield differs("shape", path, shape_text(_shape(got)), shape_text(_shape(expected)))
            return
    if dtype and expected.dtype and got.dtype and expected.dtype != got.dtype:
        yield differs("dtype", path, got.dtype, expected.dtype)
    yield _compare_values(expected, got, path, shape, count)


def differs(kind: DifferenceKind, path: Path, got: str, expected: str, **more: Any) -> Finding:
    """A finding that no tolerance covers."""
    return Finding(math.inf, Difference(kind, path, got, expected, **more))


def errors(expected: Flat, got: Flat) -> tuple[Flat, Flat]:
    """The absolute error of each number, and a mask of those that are NaN or infinite on one side only.

    Both results are 1-D and have the same length; a complex number counts as two floats, its real and imaginary part.
    The error is 0 where both are NaN or the same infinity.
    """
    if expected.dtype.kind in "biu" and got.dtype.kind in "biu":
        wrong = expected != got
        distance = np.abs(as_floats(expected) - as_floats(got))
        # Neighbouring integers beyond 2**53 become the same float.
        return np.where(wrong, np.maximum(distance, 1.0), 0.0), np.zeros(wrong.shape, bool)
    if expected.dtype == got.dtype == np.float64:
        with np.errstate(all="ignore"):
            distance = np.abs(got - expected)
        if np.isfinite(distance).all():
            return distance, np.zeros(distance.shape, bool)
    complex_ = "c" in (expected.dtype.kind, got.dtype.kind)
    first, second = as_floats(expected, complex_=complex_), as_floats(got, complex_=complex_)
    with np.errstate(all="ignore"):
        finite = np.isfinite(first) & np.isfinite(second)
        alike = (first == second) | (np.isnan(first) & np.isnan(second))
        distance = np.where(finite, np.abs(second - first), 0.0)
    return distance, ~finite & ~alike


def as_floats(flat: Flat, *, complex_: bool = False) -> Flat:
    """Numbers as float64; complex ones, or all with `complex_`, as pairs of real and imaginary part."""
    if complex_ or flat.dtype.kind == "c":
        return np.ascontiguousarray(flat, np.complex128).view(np.float64)
    return flat.astype(np.float64, copy=False)


def _compare_values(expected: Numbers, got: Numbers, path: Path, shape: tuple[int, ...], count: int) -> Finding:
    error, astray = errors(expected.flat[:count], got.flat[:count])
    if not error.size:
        return Finding(0.0, None)
    width = error.size // count
    allowed = _allowed(expected, error.size, width)
    outside: Flat = np.logical_or(error > allowed, astray)
    units = _in_units(error, allowed)
    if not outside.any():
        return Finding(float(units.max()), None)
    if width > 1:
        units = units.reshape(count, width).max(axis=1)
        astray = np.logical_or.reduce(astray.reshape(count, width), axis=1)
        outside = np.logical_or.reduce(outside.reshape(count, width), axis=1)
    kind: DifferenceKind = "nan" if astray.any() else "value"
    place = int(astray.argmax() if kind == "nan" else units.argmax())
    got_number, expected_number = got.flat[place].item(), expected.flat[place].item()
    got_text, expected_text = number_texts(got_number, expected_number)
    difference = Difference(
        kind,
        path,
        got_text,
        expected_text,
        index=tuple(int(index) for index in np.unravel_index(place, shape)),
        got_number=_finite(got_number),
        expected_number=_finite(expected_number),
        allowed=float(allowed[place * width]),
        wrong=int(outside.sum()),
        size=count,
        first_step=_first_step(outside, shape) if expected.is_sequence else None,
    )
    return Finding(math.inf if kind == "nan" else float(units.max()), difference)


def _allowed(expected: Numbers, size: int, width: int) -> Flat:
    if expected.allowed is None:
        return np.zeros(size)
    if width == expected.width:
        return expected.allowed[:size]
    # A real number was expected and a complex one found: its imaginary part has the same tolerance.
    return np.repeat(expected.allowed, width // expected.width)[:size]


def _in_units(error: Flat, allowed: Flat) -> Flat:
    with np.errstate(all="ignore"):
        return np.where(error > 0, error / allowed, 0.0)


def _first_step(outside: Flat, shape: tuple[int, ...]) -> int:
    return int(outside.reshape(shape[0], -1).any(axis=1).argmax())


def _common_shape(expected: Numbers, got: Numbers, *, exact: bool) -> tuple[int, ...] | None:
    if expected.shape is None and got.shape is None:
        exact = False  # in both, the items differ in shape
    ours = [expected.shape] if exact else [expected.shape, expected.collapsed]
    theirs = [got.shape] if exact else [got.shape, got.collapsed]
    return next((shape for shape in ours if shape is not None and shape in theirs), None)


def _common_prefix(expected: Numbers, got: Numbers) -> tuple[int, ...] | None:
    """The shape of the common part of two sequences of different lengths."""
    for ours in (expected.shape, expected.collapsed):
        for theirs in (got.shape, got.collapsed):
            if ours and theirs and ours[1:] == theirs[1:]:
                return min(ours[0], theirs[0]), *ours[1:]
    return None


def _outer(numbers: Numbers) -> int:
    return _shape(numbers)[0]


def _shape(numbers: Numbers) -> tuple[int, ...]:
    return numbers.shape if numbers.shape is not None else numbers.collapsed or ()


def _takes_number(expected: Numbers) -> bool:
    """Whether the numbers 0 and 1 are accepted as well: where a single bool is expected."""
    return _is_bool(expected) and expected.collapsed == ()


def _is_bool(numbers: Numbers) -> bool:
    return numbers.flat.dtype.kind == "b"


def _number_text(numbers: Numbers) -> str:
    return numbers.dtype if numbers.dtype not in ("", "mixed") else type_text(numbers)


def _container_text(numbers: Numbers, other: Numbers) -> str:
    text = type_text(numbers)
    return numbers.form if text == type_text(other) else text


def _finite(value: complex) -> float | None:
    """The number as a float for a report; None if its text shows it better (bool, infinity, NaN, complex number)."""
    return None if isinstance(value, (bool, complex)) or not math.isfinite(value) else float(value)
