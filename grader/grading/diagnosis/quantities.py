"""The quantities of a case by which a wrong result may be off: values and sizes of its arguments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np

from grader.grading.diagnosis.causes import Quantity
from grader.grading.diagnosis.samples import Floats, Sample

_POWERS = (1.0, -1.0, 2.0, -2.0, 0.5, -0.5)
_NICE = 12
"""The largest denominator of a constant that a formula may hold."""
_LARGEST = 60


class Measured(NamedTuple):
    """What may be multiplied, and its value in each sample: a number, or an array in the shape of the result."""

    by: tuple[Quantity, ...]
    values: tuple[Floats, ...]
    price: float
    """How many bits of evidence it takes to believe in it, since so many others would be tried."""


def quantities(samples: Sequence[Sample]) -> list[Measured]:
    """The values and sizes that vary over the samples, those that agree in all samples once; sizes first."""
    found: dict[bytes, Measured] = {}
    for quantity in _candidates(samples[0]):
        values = [_value(quantity, sample) for sample in samples]
        kept = [value for value in values if value is not None]
        if len(kept) < len(values) or len({value.tobytes() for value in kept}) < 2:
            continue
        key = b"|".join(value.tobytes() for value in kept)
        found.setdefault(key, Measured((quantity,), tuple(kept), 6.0))
    return sorted(found.values(), key=lambda one: one.by[0].axis is None)


def powers(measured: Sequence[Measured], samples: Sequence[Sample], *, pairs: bool) -> Iterator[Measured]:
    """Each quantity with each exponent; with `pairs`, also products and quotients of two."""
    for one in measured:
        for power in _POWERS:
            if (raised := _raised(one, power)) is not None:
                yield raised
    for one in measured:
        if one.by[0].axis is not None and one.by[0].axis == 0:
            less = tuple(value - 1 for value in one.values)
            quantity = one.by[0]
            yield from _products(one, Measured((Quantity(quantity.argument, 0, 1.0, 1),), less, 6.0), ((1, -1),))
    if pairs:
        for first, second in combinations(measured, 2):
            yield from _products(first, second, ((1, 1), (1, -1), (-1, 1), (-1, -1)))


def _products(first: Measured, second: Measured, exponents: Sequence[tuple[int, int]]) -> Iterator[Measured]:
    for p, q in exponents:
        one, other = _raised(first, p), _raised(second, q)
        if one is not None and other is not None:
            values = tuple(np.asarray(a * b) for a, b in zip(one.values, other.values, strict=True))
            yield Measured((*one.by, *other.by), values, 12.0)


def _raised(one: Measured, power: float) -> Measured | None:
    if power % 1 and any((value <= 0).any() for value in one.values):
        return None
    if power < 0 and any((value == 0).any() for value in one.values):
        return None
    values = tuple(np.asarray(value**power) for value in one.values) if power != 1 else one.values
    quantity = one.by[0]
    return Measured((Quantity(quantity.argument, quantity.axis, power, quantity.less),), values, one.price)


def _candidates(sample: Sample) -> Iterator[Quantity]:
    for name, argument in sample.arguments.items():
        array = numeric(argument)
        if array is None:
            continue
        yield Quantity(name)
        for axis in range(min(array.ndim, 2)):
            yield Quantity(name, axis)


def _value(quantity: Quantity, sample: Sample) -> Floats | None:
    array = numeric(sample.arguments.get(quantity.argument))
    if array is None:
        return None
    if quantity.axis is not None:
        return np.asarray(float(array.shape[quantity.axis])) if quantity.axis < array.ndim else None
    if array.ndim and array.shape != sample.want.shape:
        return None
    return array


def numeric(argument: Any) -> Floats | None:
    """An argument as an array of real numbers, if it is one."""
    if isinstance(argument, bool) or not isinstance(argument, (int, float, list, tuple, np.ndarray, np.generic)):
        return None
    try:
        given = np.asarray(argument)
        array = np.asarray(given, np.float64) if given.dtype.kind in "iuf" else None
    except (ValueError, OverflowError, TypeError):
        return None
    return array if array is not None and np.isfinite(array).all() else None


def nice(value: float, uncertainty: float) -> float | None:
    """The simple fraction that the value is within its relative uncertainty, if it is one."""
    if not np.isfinite(value) or value == 0 or abs(value) > _LARGEST or uncertainty > 1e-3:
        return None
    fraction = Fraction(value).limit_denominator(_NICE)
    close = abs(value - float(fraction)) <= max(1e-12, 2 * uncertainty) * abs(value)
    return float(fraction) if close and fraction else None
