"""Notices the functions of torch that a learner's code calls and that no rule permits, whatever their name."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from types import FrameType
from typing import Any

import torch
from torch.overrides import TorchFunctionMode

from grader.authoring.elementary import ELEMENTARY
from grader.authoring.permitted import Permitted
from grader.wire.object_texts import plain_text
from grader.wire.values import MAX_SHORT_TEXT

Note = Callable[[str, FrameType | None], None]
"""Records a name, called from a frame."""

_OVERRIDES, _OPERATORS = torch.overrides.__file__, torch._ops.__file__
_GETTER = type(torch.Tensor.shape.__get__)  # type: ignore[attr-defined]
_HOMES = {
    "torch._C._nn": ("torch.nn.functional.", ""),
    "torch._C._linalg": ("torch.linalg.", "linalg_"),
    "torch._C._special": ("torch.special.", "special_"),
    "torch._C._fft": ("torch.fft.", "fft_"),
}


class UnlistedCalls(TorchFunctionMode):
    """While it is entered, torch asks it about every call of its functions and methods.

    A permitted function is looked up in a set and called. What is not permitted is called as well, and noted.

    Args:
        note: is told of the others.
        may_use: what is permitted besides elementary operations.
    """

    def __init__(self, note: Note, may_use: Iterable[str] = ()) -> None:
        super().__init__()
        self._note = note
        self._permitted = Permitted((*ELEMENTARY, *may_use))
        self._known: set[Any] = set()

    def __torch_function__(
        self, function: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        if function not in self._known:
            self._meet(function)
        return function(*args, **kwargs) if kwargs else function(*args)

    def _meet(self, function: Any) -> None:
        name = _name_of(function)
        if self._permitted.covers(name):
            self._known.add(function)
            return
        frame: FrameType | None = sys._getframe(2)
        if frame is not None and frame.f_code.co_filename == _OVERRIDES:
            frame = frame.f_back and frame.f_back.f_back  # the function itself is written in Python
        elif frame is not None and frame.f_code.co_filename == _OPERATORS:
            frame = frame.f_back
        self._note(plain_text(name, MAX_SHORT_TEXT), frame)


def _name_of(function: Any) -> str:
    """A function's name as rules write it."""
    if type(function) is _GETTER:  # an attribute
        owner = function.__self__
        return f".{getattr(owner, '__name__', None) or owner.fget.__name__}"
    name = str(getattr(function, "__name__", type(function).__name__))
    if getattr(function, "__objclass__", None) is not None:
        return f".{name}"
    module = getattr(function, "__module__", None)
    if module in _HOMES:
        home, prefix = _HOMES[module]
        return home + name.removeprefix(prefix)
    if isinstance(function, torch._ops.OpOverloadPacket | torch._ops.OpOverload):
        return f"torch.ops.{function}"
    if str(getattr(function, "__qualname__", "")).startswith("Tensor.") or module == "torch._tensor":
        return f".{name}"
    return f"{module}.{name}" if isinstance(module, str) and module.startswith("torch") else f"torch.{name}"
