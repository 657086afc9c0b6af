"""Floats, NumPy arrays and NumPy scalars whose arithmetic has random rounding errors."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.numerics.noise import Noise, is_short, lost_in_sum

_EXACT = {
    np.negative, np.positive, np.absolute, np.fabs, np.sign, np.floor, np.ceil, np.trunc, np.rint, np.maximum,
    np.minimum, np.fmax, np.fmin, np.copysign, np.nextafter, np.frexp, np.modf, np.ldexp, np.heaviside, np.spacing,
    np.fmod, np.remainder, np.floor_divide, np.conjugate,
}  # fmt: skip
_PRODUCTS: set[Any] = {np.dot, np.vdot, np.inner, np.einsum, np.tensordot, np.convolve, np.correlate}
_BOUNDS = {np.tanh: 1.0, np.sin: 1.0, np.cos: 1.0}
_EXPONENT_ERRORS = 32
"""How many rounding errors an exponent may have accumulated and still count as an integer."""
_SPECTRA = ("eig", "svd")
"""As in `grader.numerics.rounding`: all entries, even the small ones, have an error relative to the largest."""


_plain_float = float.__float__


def as_input(value: float, noise: Noise) -> RoundingFloat:
    """A float as an argument of the experiment: perturbed, unless it `is_short`."""
    return RoundingFloat(value if is_short(value) else value * noise.factor(), noise)


class RoundingFloat(float):
    """A float whose arithmetic with numbers has random rounding errors; each result is again a `RoundingFloat`.

    With tensors and NumPy arrays it returns `NotImplemented`, so that their own arithmetic is used.
    """

    __slots__ = ("_noise",)
    _noise: Noise

    def __new__(cls, value: float, noise: Noise | None = None) -> RoundingFloat:
        """The unchanged value; `noise` perturbs the results computed from it.

        Without `noise` (for example, when `statistics` creates a number of its argument's type), it is a plain float.
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

    def __float__(self) -> float:
        # Python turns whatever is returned here into a plain float; that can be counted, but not prevented.
        self._noise.conversions += 1
        return _plain_float(self)

    def __reduce__(self) -> tuple[type[float], tuple[float]]:
        return float, (_plain_float(self),)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        return _apply(self._noise, ufunc, method, inputs, options)


def _float_rounding(name: str) -> Callable[..., Any]:
    exact = getattr(float, name)

    def operation(self: RoundingFloat, *others: Any) -> Any:
        if isinstance(others[0], np.generic):
            return NotImplemented
        result = exact(self, *others)
        if type(result) is complex:
            result = _whole_power(exact, self, others[0], result)
        # NotImplemented for tensors and arrays; complex for a root of a negative number.
        if type(result) is not float:
            return result
        noise = self._noise
        return RoundingFloat(result * noise.factor(), noise)

    operation.__name__ = name
    return operation


def _whole_power(power: Callable[..., Any], number: RoundingFloat, other: Any, root: complex) -> Any:
    """A power of a negative number. If the exponent is an integer up to its rounding errors, the result is a float, as
    without them; a true root of a negative number stays complex."""
    exponent = number if power is float.__rpow__ else other
    whole = round(exponent)
    if abs(exponent - whole) > _EXPONENT_ERRORS * number._noise.step * max(1, abs(whole)):
        return root
    return power(float(whole), other) if power is float.__rpow__ else power(number, float(whole))


def _float_keeping(name: str) -> Callable[..., Any]:
    exact = getattr(float, name)

    def operation(self: RoundingFloat, *others: Any) -> Any:
        if others and isinstance(others[0], np.generic):
            return NotImplemented
        result = exact(self, *others)
        return RoundingFloat(result, self._noise) if type(result) is float else result

    operation.__name__ = name
    return operation


for _name in ("add", "sub", "mul", "truediv", "pow"):
    setattr(RoundingFloat, f"__{_name}__", _float_rounding(f"__{_name}__"))
    setattr(RoundingFloat, f"__r{_name}__", _float_rounding(f"__r{_name}__"))
for _name in ("neg", "pos", "abs", "round", "mod", "rmod", "floordiv", "rfloordiv"):
    # Exact in floating point: no rounding error here, but the operations that follow have one.
    setattr(RoundingFloat, f"__{_name}__", _float_keeping(f"__{_name}__"))


class RoundingScalar(np.float64):
    """A NumPy float64 whose arithmetic has random rounding errors."""

    _noise: Noise

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        return _apply(self._noise, ufunc, method, inputs, options)

    def item(self, *args: Any) -> Any:
        """The value as a `RoundingFloat`."""
        return RoundingFloat(float(self), self._noise)

    def __copy__(self) -> RoundingScalar:
        return self

    def __deepcopy__(self, memo: object) -> RoundingScalar:
        return self


class RoundingArray(np.ndarray[Any, Any]):
    """A NumPy array whose ufuncs, products and linear algebra have random rounding errors."""

    _noise: Noise | None

    def __array_finalize__(self, source: object) -> None:
        self._noise = getattr(source, "_noise", None)

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        return _apply(self._noise, ufunc, method, inputs, options)

    def __array_function__(self, function: Any, types: Any, args: Any, kwargs: Any) -> Any:
        noise = self._noise
        if noise is None:
            return super().__array_function__(function, types, args, kwargs)
        if function in _PRODUCTS:
            plain, options = _plain(args), {name: _plain(value) for name, value in kwargs.items()}
            total = function(*_absolute(plain), **options)
            sizes = [np.size(arg) for arg in plain if isinstance(arg, (np.ndarray, list))]
            # For (m, k) times (k, n), with the result (m, n), this is k.
            terms = math.sqrt(math.prod(sizes[:2]) / max(1, np.size(total)))
            return _moved(function(*plain, **options), noise, total * lost_in_sum(terms))
        if getattr(function, "__module__", "") == "numpy.linalg":
            # A stable solver returns the exact solution of a problem that is off by about one rounding error.
            as_a_whole = function.__name__.startswith(_SPECTRA)
            moved = [_plain(_moved(_plain(arg), noise, _whole_size(arg) if as_a_whole else None)) for arg in args]
            return _each(function(*moved, **_plain(kwargs)), lambda part: _moved(part, noise))
        result = super().__array_function__(function, types, args, kwargs)
        return _each(result, lambda part: wrapped(part, noise))

    def __getitem__(self, key: Any) -> Any:
        return wrapped(super().__getitem__(key), self._noise)

    def item(self, *args: Any) -> Any:
        """A single number, as a `RoundingFloat` if it is a float."""
        return _python(super().item(*args), self._noise)

    def tolist(self) -> Any:
        """Nested lists, with a `RoundingFloat` for each float."""
        return _python(super().tolist(), self._noise)

    def mean(self, *args: Any, **kwargs: Any) -> Any:
        """As NumPy's, and still rounding."""
        return wrapped(super().mean(*args, **kwargs), self._noise)

    def var(self, *args: Any, **kwargs: Any) -> Any:
        """As NumPy's, and still rounding."""
        return wrapped(super().var(*args, **kwargs), self._noise)

    def std(self, *args: Any, **kwargs: Any) -> Any:
        """As NumPy's, and still rounding."""
        return wrapped(super().std(*args, **kwargs), self._noise)

    def dot(self, other: Any, out: Any = None) -> Any:
        """As NumPy's, and still rounding."""
        result = np.dot(self, other)
        if out is None:
            return result
        np.copyto(out, result)
        return out


def wrapped(value: Any, noise: Noise | None) -> Any:
    """A floating-point array or a float64 scalar as one with rounding errors; anything else as it is."""
    if noise is None or isinstance(value, RoundingScalar):
        return value
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        array = value.view(RoundingArray)
        array._noise = noise
        return array
    if type(value) is np.float64:
        scalar = RoundingScalar(value)
        scalar._noise = noise
        return scalar
    return value


def _apply(noise: Noise | None, ufunc: Any, method: str, inputs: Any, options: dict[str, Any]) -> Any:
    """Call a ufunc or one of its methods, with a rounding error in each number of the result."""
    plain = _plain(inputs)
    options = {name: _plain(value) for name, value in options.items()}
    out = options.get("out")
    size = None
    with np.errstate(all="ignore"):
        if ufunc is np.matmul:
            size = ufunc(*_absolute(plain)) * lost_in_sum(np.shape(plain[0])[-1])
        elif ufunc is np.add and method in ("reduce", "accumulate"):
            absolute = {name: value for name, value in options.items() if name not in ("out", "initial")}
            total = getattr(ufunc, method)(*_absolute(plain), **absolute)
            size = total * lost_in_sum(np.size(plain[0]) / max(1, np.size(total) if method == "reduce" else 1))
    result = getattr(ufunc, method)(*plain, **options)
    if noise is None or ufunc in _EXACT or method == "at":
        return _each(result, lambda part: wrapped(part, noise))
    if out is not None and len(out) == 1:
        moved = _moved(result, noise, size)
        if isinstance(moved, np.ndarray) and moved is not result:
            np.copyto(out[0], moved, casting="same_kind")
        return wrapped(result, noise)
    bound = _BOUNDS.get(ufunc)
    if bound is not None:
        return wrapped(np.clip(_plain(_moved(result, noise)), -bound, bound), noise)
    return _each(result, lambda part: _moved(part, noise, size))


def _moved(result: Any, noise: Noise, size: Any = None) -> Any:
    """The result with each number perturbed by up to one rounding error relative to `size`, or to itself."""
    if not isinstance(result, (np.ndarray, np.floating)) or result.dtype.kind != "f":
        return result
    step = max(noise.step, float(np.finfo(result.dtype).eps))
    with np.errstate(all="ignore"):
        if size is None:
            size = np.abs(result)
        moved = result + (step * size * noise.shares(result.size).reshape(result.shape)).astype(result.dtype)
    return wrapped(moved if np.ndim(moved) else moved[()], noise)


def _whole_size(value: Any) -> Any:
    """The error in each entry from rotating a matrix as a whole, in units of one rounding error."""
    if not isinstance(value, np.ndarray) or value.ndim < 2:
        return None
    plain = value.view(np.ndarray)
    return np.linalg.norm(plain, axis=(-2, -1), keepdims=True) * lost_in_sum(sum(plain.shape[-2:]))


def _plain(value: Any) -> Any:
    if isinstance(value, RoundingArray):
        return value.view(np.ndarray)
    if isinstance(value, RoundingScalar):
        return np.float64(value)
    if isinstance(value, RoundingFloat):
        return _plain_float(value)
    if type(value) in (tuple, list):
        return type(value)(map(_plain, value))
    if type(value) is dict:
        return {key: _plain(item) for key, item in value.items()}
    return value


def _absolute(args: Any) -> list[Any]:
    return [np.abs(arg) if isinstance(arg, (np.ndarray, np.number, float)) else arg for arg in args]


def _each(result: Any, change: Callable[[Any], Any]) -> Any:
    if not isinstance(result, tuple):
        return change(result)
    parts = [change(part) for part in result]
    return type(result)(*parts) if hasattr(result, "_fields") else tuple(parts)


def _python(value: Any, noise: Noise | None) -> Any:
    if isinstance(value, list):
        return [_python(item, noise) for item in value]
    return RoundingFloat(value, noise) if isinstance(value, float) and noise is not None else value


def _rounding(name: str) -> Callable[..., Any]:
    exact = getattr(np.float64, name)

    def operation(self: RoundingScalar, *others: Any) -> Any:
        # A rounding float would decide the type of the result; converted to a plain one, NumPy's type is kept.
        result = exact(self, *(_plain(other) if isinstance(other, float) else other for other in others))
        return _moved(result, self._noise) if type(result) is np.float64 else result

    operation.__name__ = name
    return operation


def _keeping(name: str) -> Callable[..., Any]:
    exact = getattr(np.float64, name)

    def operation(self: RoundingScalar, *others: Any) -> Any:
        return wrapped(exact(self, *others), self._noise)

    operation.__name__ = name
    return operation


for _name in ("add", "sub", "mul", "truediv", "pow"):
    setattr(RoundingScalar, f"__{_name}__", _rounding(f"__{_name}__"))
    setattr(RoundingScalar, f"__r{_name}__", _rounding(f"__r{_name}__"))
for _name in ("neg", "pos", "abs"):
    setattr(RoundingScalar, f"__{_name}__", _keeping(f"__{_name}__"))
