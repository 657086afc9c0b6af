"""Random rounding errors of a working precision, and floats whose arithmetic makes them.

The method is Monte Carlo arithmetic: each operation's result is moved by a random relative error of up to one rounding
error of the working precision, so that a few runs show how far rounding alone can carry a result.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

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
        step: by how much a float64 is moved at most: one rounding error of the working precision, and not less than
            float64's own spacing, below which nothing would move.
    """

    def __init__(self, precision: Precision, seed: int) -> None:
        self.precision = precision
        self.step = max(ROUNDING[precision], _SPACING)
        self._generator = np.random.default_rng(seed)
        self._pool: Flat = np.empty(0)
        self._used = 0
        self._numbers: Iterator[float] = iter(())

    def share(self) -> float:
        """A number from -1 to 1."""
        for number in self._numbers:
            return number
        self._numbers = iter(self._generator.uniform(-1.0, 1.0, _POOL).tolist())
        return next(self._numbers)

    def shares(self, count: int) -> Flat:
        """`count` numbers from -1 to 1, float64, shape (count,)."""
        if count > _POOL:
            return self._generator.uniform(-1.0, 1.0, count)
        if self._used + count > self._pool.size:
            self._pool = self._generator.uniform(-1.0, 1.0, _POOL)
            self._used = 0
        self._used += count
        return self._pool[self._used - count : self._used]

    def factor(self) -> float:
        """1 plus a relative error of up to `step`."""
        return 1.0 + self.step * self.share()

    def factors(self, count: int) -> Flat:
        """`count` such factors, float64, shape (count,)."""
        return 1.0 + self.step * self.shares(count)

    def as_input(self, value: float) -> RoundingFloat:
        """A float as an argument of the experiment: moved, unless it `is_short`."""
        return RoundingFloat(value if is_short(value) else value * self.factor(), self)

    def input_factors(self, numbers: Flat) -> Flat:
        """Factors for an array of arguments, of its shape: 1 for each number that `is_short`.

        Each number is moved by itself, and the array as a whole by what adding up its entries may lose. A right
        answer may take its sums in another order or over other terms, and the errors of a sum do not average out as
        those of single entries do.
        """
        whole = self.step * lost_in_sum(max(numbers.shape)) * self.share() if numbers.ndim else 0.0
        factors = self.factors(numbers.size).reshape(numbers.shape) + whole
        with np.errstate(over="ignore", invalid="ignore"):
            return np.where(numbers.astype(np.float32) == numbers, 1.0, factors)


def lost_in_sum(terms: float) -> float:
    """How many rounding errors of their total size may be lost by adding up so many terms, one after the other.

    The partial sums grow evenly to the total, and each addition has an error of its own: so the sum's error has the
    standard deviation s * sqrt(terms / 3), s being that of one rounding error. Real ones are about 0.4 of the largest
    possible, uniform ones about 0.6 of theirs: hence sqrt(terms) / 2 as the largest of a uniform one, and no less than
    the one rounding error of the result.
    """
    return max(1.0, math.sqrt(terms) / 2)


def is_short(value: float) -> bool:
    """Whether float32 holds the number exactly, as it does 0, 1, 0.5 and -3.

    Such an argument has no rounding error in any precision, and moved it might no longer be what it stands for: a
    label, a probability of 1, a threshold that another argument equals.
    """
    with np.errstate(over="ignore"):
        return not math.isfinite(value) or float(np.float32(value)) == value


class RoundingFloat(float):
    """A float whose arithmetic with numbers makes random rounding errors; each result is one again.

    With tensors and NumPy arrays it steps back, so that their own arithmetic is used.
    """

    __slots__ = ("_noise",)
    _noise: Noise

    def __new__(cls, value: float, noise: Noise | None = None) -> RoundingFloat:
        """The value as it is; `noise` moves what is computed from it.

        Without one (as where `statistics` makes a number of the type that it was given) the result is a plain float.
        """
        if noise is None:
            return float(value)  # type: ignore[return-value]
        made = float.__new__(cls, value)
        made._noise = noise
        return made

    def __copy__(self) -> RoundingFloat:
        return self

    def __deepcopy__(self, memo: object) -> RoundingFloat:
        return self

    def __reduce__(self) -> tuple[type[float], tuple[float]]:
        return float, (float(self),)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        from grader.numerics.rounding_arrays import apply

        return apply(self._noise, ufunc, method, inputs, options)


def _rounding(name: str) -> Callable[..., Any]:
    exact = getattr(float, name)

    def operation(self: RoundingFloat, *others: Any) -> Any:
        if isinstance(others[0], np.generic):
            return NotImplemented
        result = exact(self, *others)
        # NotImplemented for tensors and arrays; complex for a root of a negative number.
        if type(result) is not float:
            return result
        noise = self._noise
        return RoundingFloat(result * noise.factor(), noise)

    operation.__name__ = name
    return operation


def _keeping(name: str) -> Callable[..., Any]:
    exact = getattr(float, name)

    def operation(self: RoundingFloat, *others: Any) -> Any:
        if others and isinstance(others[0], np.generic):
            return NotImplemented
        result = exact(self, *others)
        return RoundingFloat(result, self._noise) if type(result) is float else result

    operation.__name__ = name
    return operation


for _name in ("add", "sub", "mul", "truediv", "pow"):
    setattr(RoundingFloat, f"__{_name}__", _rounding(f"__{_name}__"))
    setattr(RoundingFloat, f"__r{_name}__", _rounding(f"__r{_name}__"))
for _name in ("neg", "pos", "abs", "round", "mod", "rmod", "floordiv", "rfloordiv"):
    # Exact in floating point: no error of their own, but what follows makes errors again.
    setattr(RoundingFloat, f"__{_name}__", _keeping(f"__{_name}__"))
