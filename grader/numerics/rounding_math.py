"""Makes the functions of Python's `math` module produce rounding errors when they are given rounding floats."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from grader.numerics.noise import Noise
from grader.numerics.rounding_numbers import RoundingFloat, RoundingScalar

_ROUNDING = (
    "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sqrt", "cbrt", "pow", "hypot", "dist", "fsum", "prod",
    "sumprod", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh",
    "erf", "erfc", "gamma", "lgamma", "degrees", "radians", "fma",
)  # fmt: skip
_EXACT = ("fabs", "copysign", "fmod", "remainder", "ldexp", "nextafter", "ulp")
_BOUNDS = {"sin": 1.0, "cos": 1.0, "tanh": 1.0, "erf": 1.0}


@contextmanager
def rounding_math() -> Iterator[None]:
    """Make `math.exp` and similar functions round while the block runs.

    A float computed from arguments that include a rounding float is again a rounding float; for all other arguments
    the functions are unchanged. A module that ran `from math import exp` before keeps the exact function.
    """
    try:
        for name, substitute in _SUBSTITUTES.items():
            setattr(math, name, substitute)
        yield
    finally:
        for name, original in _ORIGINALS.items():
            setattr(math, name, original)


def _substitute(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    exact, bound = name in _EXACT, _BOUNDS.get(name, math.inf)

    @functools.wraps(original)
    def function(*args: Any, **kwargs: Any) -> Any:
        # An iterator can be read only once, but the arguments are needed twice.
        args = tuple(list(arg) if isinstance(arg, Iterator) else arg for arg in args)
        result = original(*args, **kwargs)
        noise = _noise_of(args) if type(result) is float else None
        if noise is None:
            return result
        return RoundingFloat(result if exact else max(-bound, min(bound, result * noise.factor())), noise)

    return function


def _noise_of(arguments: Iterable[object]) -> Noise | None:
    for argument in arguments:
        if isinstance(argument, (RoundingFloat, RoundingScalar)):
            return argument._noise
        if isinstance(argument, (list, tuple)) and (found := _noise_of(argument)) is not None:
            return found
    return None


_ORIGINALS = {name: getattr(math, name) for name in (*_ROUNDING, *_EXACT) if hasattr(math, name)}
_SUBSTITUTES = {name: _substitute(name, original) for name, original in _ORIGINALS.items()}
