"""Runs functions of a learner's module with gradients switched off, so that no graph exists whatever they call."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from functools import WRAPPER_ASSIGNMENTS, partial
from types import FunctionType, ModuleType
from typing import Any

import torch

_FRAMES = 2 * sys.getrecursionlimit()
_set, _is_on, _Unasked = torch._C._set_grad_enabled, torch.is_grad_enabled, torch._C.DisableTorchFunction


def switch_off(module: ModuleType, names: Collection[str]) -> None:
    """Replace these functions and methods of a module (all methods of a class) by ones that run without gradients.

    Everything finds them by their names: the probe, the functions that call them, and they themselves. What they return
    are ordinary tensors, which later computations may differentiate. What is no function of the file stays as it is.
    """
    for name in names:
        owner: Any = module
        *path, last = name.split(".")
        for part in path:
            owner = vars(owner).get(part) if isinstance(owner, (ModuleType, type)) else None
        _replace(owner, last)
    if names:
        # Each call takes one more frame, and a right answer may call itself as often as Python lets it.
        sys.setrecursionlimit(max(sys.getrecursionlimit(), _FRAMES))


def _switch(on: bool) -> None:
    with _Unasked():  # the learner's function does not call this: whoever records its calls need not look at it
        _set(on)


def _replace(owner: Any, name: str) -> None:
    found = vars(owner).get(name) if isinstance(owner, (ModuleType, type)) else None
    if inspect.isgeneratorfunction(found):
        return  # it would run with gradients switched off only until it begins
    if isinstance(found, (FunctionType, partial)):
        setattr(owner, name, _without_gradients(found))
    elif isinstance(found, (staticmethod, classmethod)) and isinstance(found.__func__, FunctionType):
        setattr(owner, name, type(found)(_without_gradients(found.__func__)))
    elif isinstance(found, type):
        for inner in list(vars(found)):
            _replace(found, inner)


def _without_gradients(function: Callable[..., Any]) -> Callable[..., Any]:
    def run(*args: Any, **kwargs: Any) -> Any:
        before = _is_on()
        if before:
            _switch(False)
        try:
            return function(*args, **kwargs)
        finally:
            if _is_on() is not before:
                _switch(before)

    for attribute in WRAPPER_ASSIGNMENTS:
        setattr(run, attribute, getattr(function, attribute, None))
    run.__dict__.update(vars(function))
    with suppress(TypeError, ValueError):
        run.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]
    return run
