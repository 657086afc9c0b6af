"""Monte Carlo arithmetic for whatever a reference computes with: tensors, NumPy arrays, Python floats.

Imports torch, so other floors import this module only where they need it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal, NamedTuple

import numpy as np
import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from grader.numerics.noise import Noise, lost_in_sum
from grader.numerics.rounding_math import rounding_math
from grader.numerics.rounding_numbers import RoundingFloat, as_input, wrapped

Treatment = Literal["exact", "sum", "product", "affine", "solver", "spectrum", "other"]

_TREATMENTS: Mapping[Treatment, frozenset[str]] = {
    # Results that are copies, selections or random draws: no arithmetic, no error.
    "exact": frozenset({
        "detach", "clone", "copy", "to_copy", "unsafe_view", "reshape_alias", "lift_fresh", "lift", "alias",
        "zeros_like", "ones_like", "zeros", "ones", "full", "full_like", "empty", "empty_like", "empty_strided",
        "new_zeros", "new_ones", "new_full", "new_empty", "new_empty_strided", "zero", "fill", "scalar_tensor",
        "arange", "eye", "tril", "triu", "diag", "diag_embed", "stack", "cat", "split", "chunk", "unbind",
        "repeat", "repeat_interleave", "flip", "roll", "where", "masked_fill", "masked_select",
        "masked_scatter", "index", "index_put", "index_select", "index_fill", "index_copy", "gather", "scatter",
        "take", "put", "slice_scatter", "select_scatter", "slice_backward", "select_backward", "sort", "topk",
        "kthvalue", "median", "nanmedian", "mode", "max", "min", "amax", "amin", "aminmax", "maximum",
        "minimum", "fmax", "fmin", "cummax", "cummin", "clamp", "clamp_min", "clamp_max", "clip", "relu",
        "threshold", "threshold_backward", "hardtanh", "neg", "abs", "sign", "sgn", "floor", "ceil", "round",
        "trunc", "frac", "fmod", "remainder", "nan_to_num", "constant_pad_nd", "max_pool2d_with_indices",
        "embedding", "one_hot", "set", "resize", "copysign", "nextafter", "rand", "rand_like", "randn",
        "randn_like", "randint", "randperm", "random", "uniform", "normal", "bernoulli", "exponential",
        "multinomial", "native_dropout", "view_as_real", "view_as_complex", "real", "imag", "conj",
    }),
    "sum": frozenset(["sum", "mean", "nansum", "cumsum"]),
    "product": frozenset(["mm", "mv", "dot", "vdot", "bmm", "linear", "convolution"]),
    "affine": frozenset(["addmm", "addmv", "addbmm", "baddbmm"]),
}  # fmt: skip
_BOUNDS = {
    "sigmoid": (0.0, 1.0), "softmax": (0.0, 1.0), "tanh": (-1.0, 1.0), "erf": (-1.0, 1.0), "sin": (-1.0, 1.0),
    "cos": (-1.0, 1.0), "hardsigmoid": (0.0, 1.0),
}  # fmt: skip
SPECTRA = ("linalg_eig", "linalg_svd")
"""Eigenvalues and singular values are computed by rotations, which mix the entries of a matrix. A stable solver returns
the exact values for a matrix whose entries, even the small ones, are off by about one rounding error of its largest."""
_POOL = 4096
_FLOATING = frozenset([torch.float64, torch.float32, torch.float16, torch.bfloat16])
_LEAVING = frozenset([torch.Tensor.item, torch.Tensor.tolist, torch.Tensor.numpy])


@contextmanager
def rounding(noise: Noise) -> Iterator[None]:
    """Perturb the result of each floating-point operation in the block by up to one rounding error.

    This applies to operations on tensors (forward, backward, in place, on lists of tensors), to the numbers that leave
    a tensor through `item`, `tolist` and `numpy`, to arithmetic on the results of `moved_input`, and to the functions
    of `math`. Views, copies, selections, comparisons and random draws are exact.
    """
    with rounding_math(), _LeavingMode(noise), _RoundingMode(noise):
        yield


def moved_input(value: Any, noise: Noise) -> Any:
    """A decoded argument whose float64 numbers are perturbed by about one rounding error, unless float32 is exact.

    Floats become `RoundingFloat`, NumPy arrays `RoundingArray`. Tensors are perturbed in place and stay leaves with the
    same `requires_grad`; lists, tuples and dicts are copied; anything else is returned as it is.
    """
    if isinstance(value, torch.Tensor):
        _move_tensor(value, noise)
        return value
    if isinstance(value, np.ndarray) and value.dtype == np.float64:
        return wrapped(value * noise.input_factors(value), noise)
    if isinstance(value, np.float64):
        return wrapped(np.float64(as_input(float(value), noise)), noise)
    if isinstance(value, float) and not isinstance(value, np.generic):
        return as_input(value, noise)
    if type(value) in (list, tuple):
        return type(value)(moved_input(item, noise) for item in value)
    if type(value) is dict:
        return {key: moved_input(item, noise) for key, item in value.items()}
    return value


def _move_tensor(tensor: torch.Tensor, noise: Noise) -> None:
    if tensor.dtype == torch.float64 and tensor.numel():
        with torch.no_grad():
            tensor.mul_(torch.from_numpy(noise.input_factors(tensor.detach().numpy())))
    if tensor.grad is not None:
        _move_tensor(tensor.grad, noise)


class _LeavingMode(TorchFunctionMode):
    """Makes numbers that leave a tensor keep rounding."""

    def __init__(self, noise: Noise) -> None:
        super().__init__()
        self._noise = noise

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        result = func(*args, **kwargs) if kwargs else func(*args)
        return self._rounding(result) if func in _LEAVING and args[0].is_floating_point() else result

    def _rounding(self, value: Any) -> Any:
        if type(value) is float:
            return RoundingFloat(value, self._noise)
        if isinstance(value, list):
            return [self._rounding(item) for item in value]
        return wrapped(value, self._noise)


class _Plan(NamedTuple):
    """How the result of one operation is perturbed."""

    treatment: Treatment
    bounds: tuple[float, float] | None
    written: tuple[int, ...]
    """Positions of the arguments that the operation writes to."""
    written_names: tuple[str, ...]


@cache
def _plan(operation: Any) -> _Plan:
    name = operation.overloadpacket.__name__.strip("_").removeprefix("foreach_").strip("_")
    treatment: Treatment = next((kind for kind, names in _TREATMENTS.items() if name in names), "other")
    if name.startswith("linalg"):
        treatment = "spectrum" if name.startswith(SPECTRA) else "solver"
    if operation.is_view:
        treatment = "exact"
    arguments = operation._schema.arguments
    written = [index for index, one in enumerate(arguments) if one.alias_info is not None and one.alias_info.is_write]
    return _Plan(
        treatment,
        _BOUNDS.get(name),
        tuple(index for index in written if not arguments[index].kwarg_only),
        tuple(arguments[index].name for index in written),
    )


class _RoundingMode(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Perturbs each operation's result, in place if the operation works in place, as in optimizers."""

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        # Otherwise torch would wrap `__torch_dispatch__` to hide it from its compiler, whose import takes seconds.
        return False

    def __init__(self, noise: Noise) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._noise = noise
        self._factors = torch.empty(0, dtype=torch.float64)
        self._used = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = kwargs or {}
        plan = _plan(func)
        if plan.treatment == "solver":
            # A stable solver returns the exact solution of a problem that is off by about one rounding error.
            args = _for_each(args, lambda tensor: self._moved(tensor, None))
        elif plan.treatment == "spectrum":
            args = _for_each(args, self._moved_as_a_whole)
        result = func(*args, **kwargs)
        if plan.treatment == "exact":
            return result
        if plan.written_names:
            targets = [args[index] for index in plan.written if index < len(args)]
            targets += [kwargs[name] for name in plan.written_names if name in kwargs]
            _for_each(targets, lambda tensor: tensor.copy_(_bounded(self._moved(tensor, None), plan)))
            return result
        if (
            plan.treatment in ("sum", "product", "affine")
            and isinstance(result, torch.Tensor)
            and result.dtype in _FLOATING
        ):
            return self._moved_by_size(result, *_size_and_terms(func, plan.treatment, args, kwargs))
        first = args[0] if args and isinstance(args[0], torch.Tensor) else None
        if isinstance(result, torch.Tensor):
            return _bounded(self._moved(result, first), plan)
        return _for_each(result, lambda tensor: _bounded(self._moved(tensor, first), plan))

    def _moved(self, tensor: torch.Tensor, first: torch.Tensor | None) -> torch.Tensor:
        dtype, count = tensor.dtype, tensor.numel()
        if dtype not in _FLOATING:
            return self._moved_complex(tensor) if dtype.is_complex else tensor
        if first is not None and count < first.numel():
            # A reduction of many numbers, such as a mean squared error: one rounding error for each step.
            return self._moved_by_size(tensor, tensor.abs(), first.numel() / max(1, count))
        if dtype is not torch.float64:
            return self._moved_by_size(tensor, tensor.abs(), 1.0)
        if count == 1:
            return tensor * self._noise.factor()
        if count > _POOL or not tensor.is_contiguous():
            return tensor * torch.from_numpy(self._noise.factors(count)).view(tensor.shape)
        if self._used + count > self._factors.numel():
            self._factors, self._used = torch.from_numpy(self._noise.factors(_POOL)), 0
        self._used += count
        # One call instead of a slice and a view, because this line runs for each operation of the experiment.
        return tensor * self._factors.as_strided(tensor.shape, tensor.stride(), self._used - count)

    def _moved_by_size(self, tensor: torch.Tensor, size: torch.Tensor, terms: float) -> torch.Tensor:
        """Perturb by rounding errors relative to `size`; for a sum, the sum of the absolute values of its terms."""
        step = max(self._noise.step, torch.finfo(tensor.dtype).eps) * lost_in_sum(terms)
        if tensor.numel() == 1:
            return tensor.add(size, alpha=step * self._noise.share())
        shares = torch.from_numpy(self._noise.shares(tensor.numel())).view(tensor.shape)
        return torch.addcmul(tensor, size, shares.to(tensor.dtype), value=step)

    def _moved_as_a_whole(self, matrix: torch.Tensor) -> torch.Tensor:
        """Perturb each entry by the rounding error of rotating the whole matrix, however small the entry itself."""
        if matrix.dtype not in _FLOATING or not matrix.numel():
            return matrix
        size = torch.linalg.matrix_norm(matrix, keepdim=True).expand(matrix.shape)
        # There are about as many reflections as rows and columns, and each may round every entry.
        return self._moved_by_size(matrix, size, sum(matrix.shape[-2:]))

    def _moved_complex(self, tensor: torch.Tensor) -> torch.Tensor:
        parts = torch.view_as_real(tensor.resolve_conj())
        return torch.view_as_complex(self._moved_by_size(parts, tensor.abs().unsqueeze(-1).expand(parts.shape), 1.0))


def _bounded(moved: torch.Tensor, plan: _Plan) -> torch.Tensor:
    # Rounding never moves a sigmoid above 1, where a logarithm of 1 minus it would be NaN.
    return moved if plan.bounds is None else moved.clamp_(*plan.bounds)


def _size_and_terms(function: Any, treatment: Treatment, args: Any, kwargs: Any) -> tuple[torch.Tensor, float]:
    """The sum of the absolute values of the terms of each sum in the result, and the number of terms."""
    absolute = [arg.abs() if isinstance(arg, torch.Tensor) else arg for arg in args]
    options = {name: abs(value) if name in ("alpha", "beta") else value for name, value in kwargs.items()}
    total = function(*absolute, **options)
    if treatment == "sum":
        terms = (
            args[0].numel() / max(1, total.numel())
            if total.numel() != args[0].numel()
            else max(args[0].shape, default=1)
        )
    elif treatment == "affine":
        terms = args[1].shape[-1] + 1
    elif function.overloadpacket.__name__ == "convolution":
        terms = args[1].numel() / max(1, args[1].shape[0])
    else:
        terms = args[0].shape[-1]
    return total, terms


def _for_each(value: Any, change: Callable[[torch.Tensor], torch.Tensor]) -> Any:
    """The value with `change` applied to each tensor in it."""
    if isinstance(value, torch.Tensor):
        return change(value)
    if isinstance(value, (list, tuple)):
        changed = [_for_each(item, change) for item in value]
        return changed if isinstance(value, list) else tuple(changed)
    return value
