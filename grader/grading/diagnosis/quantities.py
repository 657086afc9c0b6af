"""The quantities of a case by which a wrong result may be off: values and sizes of its arguments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from grader.grading.diagnosis.causes import Quantity
from grader.grading.diagnosis.samples import Floats, Sample, numeric

_POWERS = (1.0, -1.0, 2.0, -2.0, 0.5, -0.5)
_ONE: Floats = np.asarray(1.0)
_MOST_PAIRED = 7
_NICE = 12
"""The largest denominator of a constant that a formula may hold."""
_LARGEST = 60


class Product(NamedTuple):
    """Quantities that may be multiplied, and how many bits of evidence it takes to believe in them, since so many
    others would be tried."""

    by: tuple[Quantity, ...] = ()
    price: float = 0.0

    def of(self, sample: Sample) -> Floats | None:
        """The product in one sample: a number, or an array in the shape of the result; None if it has none there."""
        product: Floats = _ONE
        for quantity in self.by:
            value = _value(quantity, sample)
            if value is None:
                return None
            product = np.asarray(product * (value if quantity.power == 1 else value**quantity.power))
        return product if np.isfinite(product).all() else None


def quantities(samples: Sequence[Sample]) -> list[Quantity]:
    """The values and sizes that vary over the samples, those that agree in all samples once; sizes first."""
    found: dict[bytes, Quantity] = {}
    for quantity in _candidates(samples[0]):
        values = [_value(quantity, sample) for sample in samples]
        kept = [value.tobytes() for value in values if value is not None]
        if len(kept) == len(values) and len(set(kept)) > 1:
            found.setdefault(b"|".join(kept), quantity)
    return sorted(found.values(), key=lambda one: one.axis is None)


def products(found: Sequence[Quantity], *, pairs: bool) -> Iterator[Product]:
    """Each quantity with each exponent; with `pairs`, also products and quotients of two."""
    for one in found:
        for power in _POWERS:
            yield Product((_raised(one, power),), 6.0)
    for one in found:
        if one.axis == 0:
            yield Product((one, Quantity(one.argument, 0, -1.0, 1)), 12.0)
    if pairs and len(found) <= _MOST_PAIRED:
        for first, second in combinations(found, 2):
            for p, q in ((1.0, 1.0), (1.0, -1.0), (-1.0, 1.0), (-1.0, -1.0)):
                yield Product((_raised(first, p), _raised(second, q)), 12.0)


def _raised(one: Quantity, power: float) -> Quantity:
    return one if power == 1 else Quantity(one.argument, one.axis, power, one.less)


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
        return np.asarray(float(array.shape[quantity.axis] - quantity.less)) if quantity.axis < array.ndim else None
    if array.ndim and array.shape != sample.want.shape:
        return None
    return array


def nice(value: float, uncertainty: float) -> float | None:
    """The simple fraction that the value is within its relative uncertainty, if it is one."""
    if not np.isfinite(value) or value == 0 or abs(value) > _LARGEST or uncertainty > 1e-3:
        return None
    for denominator in range(1, _NICE + 1):
        numerator = round(value * denominator)
        if numerator and abs(value - numerator / denominator) <= max(1e-12, 2 * uncertainty) * abs(value):
            return numerator / denominator
    return None
