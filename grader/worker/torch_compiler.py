"""torch's optimizers without its compiler, which they import when the first one is made.

That import takes as long as torch itself and 80 MB, and is for nothing where nothing is compiled.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import torch


def without_compiler() -> None:
    """Let the optimizers of `torch.optim` run without importing `torch._dynamo`; their results are the same.

    Where another version of torch is built otherwise, nothing is changed, and the first optimizer imports it.
    """
    if not hasattr(torch.optim.Optimizer.add_param_group, "__wrapped__"):
        return
    marked = torch.optim.Optimizer.add_param_group.__code__
    for method in vars(torch.optim.Optimizer).values():
        if getattr(method, "__code__", None) is marked:
            # Here torch keeps, from the first call on, the method that the compiler leaves alone.
            method.__wrapped__.__dict__["__dynamo_disable"] = method.__wrapped__
    for kind in vars(torch.optim).values():
        step = vars(kind).get("step") if isinstance(kind, type) else None
        if step is not None and step.__code__.co_name == "_use_grad":
            kind.step = _with_gradients_as_declared(step.__wrapped__)


def _with_gradients_as_declared(step: Callable[..., Any]) -> Callable[..., Any]:
    """What torch makes of a step, but for a note to the compiler before and after it."""

    @functools.wraps(step)
    def run(self: torch.optim.Optimizer, *args: Any, **options: Any) -> Any:
        with torch.set_grad_enabled(self.defaults["differentiable"]):
            return step(self, *args, **options)

    return run
