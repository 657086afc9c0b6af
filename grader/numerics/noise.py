"""Random rounding errors of a working precision.

The method is Monte Carlo arithmetic: each operation's result is perturbed by a random relative error of up to one
rounding error of the working precision, so that a few runs show how far rounding alone can move a result.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from grader.numerics.nodes import Flat
from grader.wire.messages import Precision

ROUNDING: dict[Precision, float] = {"float32": 2.0**-24, "float64": 2.0**-53}
"""The largest relative rounding error of one operation."""

_SPACING = 2.0**-52
_POOL = 2048


class Noise:
    """A reproducible source of random rounding errors.

    Attributes:
        precision: the working precision.
        step: the largest relative perturbation of a float64: one rounding error of the working precision, but at least
            float64's own spacing, below which nothing would change.
        conversions: how often a number with rounding errors was turned into a plain float, which has none.
    """

    def __init__(self, precision: Precision, seed: int) -> None:
        self.precision = precision
        self.step = max(ROUNDING[precision], _SPACING)
        self.conversions = 0
        self._generator = np.random.default_rng(seed)
        self._pool: Flat = np.empty(0)
        self._used = 0
        self._numbers: Iterator[float] = iter(())

    def share(self) -> float:
        """A random number from -1 to 1."""
        for number in self._numbers:
            return number
        self._numbers = iter(self._generator.uniform(-1.0, 1.0, _POOL).tolist())
        return next(self._numbers)

    def shares(self, count: int) -> Flat:
        """`count` random numbers from -1 to 1, float64, shape (count,)."""
        if count > _POOL:
            return self._generator.uniform(-1.0, 1.0, count)
        if self._used + count > self._pool.size:
            self._pool = self._generator.uniform(-1.0, 1.0, _POOL)
            self._used = 0
        self._used += count
        return self._pool[self._used - count : self._used]

    def factor(self) -> float:
        """1 plus a random relative error of up to `step`."""
        return 1.0 + self.step * self.share()

    def factors(self, count: int) -> Flat:
        """`count` such factors, float64, shape (count,)."""
        return 1.0 + self.step * self.shares(count)

    def input_factors(self, numbers: Flat) -> Flat:
        """Factors for an array of arguments, of the same shape: 1 for each number that `is_short`.

        Each number is perturbed individually, and the array as a whole by the error of summing its entries. A correct
        answer may sum in another order or over other terms, and the errors of a sum do not average out as those of
        single entries do.
        """
        whole = self.step * lost_in_sum(max(numbers.shape)) * self.share() if numbers.ndim else 0.0
        factors = self.factors(numbers.size).reshape(numbers.shape) + whole
        with np.errstate(over="ignore", invalid="ignore"):
            return np.where(numbers.astype(np.float32) == numbers, 1.0, factors)


def lost_in_sum(terms: float) -> float:
    """The bound of the simulated error of a sum of this many terms, in rounding errors of the total.

    If the partial sums grow evenly to the total and each addition has an independent error of standard deviation s, the
    error of the sum has the standard deviation s * sqrt(terms / 3). Real rounding errors have an s of about 0.4 of the
    largest possible one. The simulated error is uniform, with a standard deviation of about 0.6 of its bound, so a
    bound of 0.4 * sqrt(terms) would match the real error. The bound is a little larger, sqrt(terms) / 2, and at least
    the one rounding error of the result.
    """
    return max(1.0, math.sqrt(terms) / 2)


def is_short(value: float) -> bool:
    """Whether float32 represents the number exactly, like 0, 1, 0.5 and -3.

    Such an argument has no rounding error in any precision, and if perturbed it might lose its meaning: a label, a
    probability of 1, a threshold that another argument equals.
    """
    with np.errstate(over="ignore"):
        return not math.isfinite(value) or float(np.float32(value)) == value
