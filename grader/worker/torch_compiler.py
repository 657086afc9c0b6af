"""Makes torch's optimizers and function transforms work without its compiler, which they import on first use.

That import takes as long as torch's own and 80 MB of memory, and is wasted if nothing is compiled.
"""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable
from types import FunctionType, SimpleNamespace
from typing import Any

import torch
from torch._functorch import eager_transforms


def without_compiler() -> None:
    """Let the optimizers of `torch.optim`, and `grad`, `vjp` and `jacrev` of `torch.func`, run without
    importing `torch._dynamo`; their results are the same.

    If another version of torch works differently, nothing is changed, and the first use imports it.
    """
    _optimizers_without_compiler()
    _transforms_without_compiler()


def _transforms_without_compiler() -> None:
    differentiate = getattr(eager_transforms, "_autograd_grad", None)
    if not isinstance(differentiate, FunctionType) or "compiled_autograd" not in differentiate.__code__.co_names:
        return
    # The same code, but its `torch` has no compiler to disable while it differentiates.
    names = {**differentiate.__globals__, "torch": _Uncompiled()}
    plain = FunctionType(differentiate.__code__, names, differentiate.__name__, differentiate.__defaults__)
    eager_transforms._autograd_grad = functools.wraps(differentiate)(plain)


class _Uncompiled:
    """torch, except that accessing its compiler does not import it; once it has been imported, it is the real one."""

    def __getattr__(self, name: str) -> Any:
        if name == "_dynamo" and "torch._dynamo" not in sys.modules:
            return SimpleNamespace(compiled_autograd=SimpleNamespace(_disable=contextlib.nullcontext))
        return getattr(torch, name)


def _optimizers_without_compiler() -> None:
    if not hasattr(torch.optim.Optimizer.add_param_group, "__wrapped__"):
        return
    marked = torch.optim.Optimizer.add_param_group.__code__
    for method in vars(torch.optim.Optimizer).values():
        if getattr(method, "__code__", None) is marked:
            # From the first call on, torch keeps here the method that the compiler skips.
            method.__wrapped__.__dict__["__dynamo_disable"] = method.__wrapped__
    for kind in vars(torch.optim).values():
        step = vars(kind).get("step") if isinstance(kind, type) else None
        if step is not None and step.__code__.co_name == "_use_grad":
            kind.step = _with_gradients_as_declared(step.__wrapped__)


def _with_gradients_as_declared(step: Callable[..., Any]) -> Callable[..., Any]:
    """The wrapper that torch puts around `step`, without the notice to the compiler before and after it."""

    @functools.wraps(step)
    def run(self: torch.optim.Optimizer, *args: Any, **options: Any) -> Any:
        with torch.set_grad_enabled(self.defaults["differentiable"]):
            return step(self, *args, **options)

    return run
