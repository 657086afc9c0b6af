"""Heavy libraries imported by an author's file only once something of them is used."""

from __future__ import annotations

import builtins
import importlib
import sys
from types import ModuleType
from typing import Any

from grader.wire import torchvision_import

_HEAVY = frozenset({"torch", "torchvision", "matplotlib"})


def builtins_with_lazy_imports() -> dict[str, Any]:
    """Python's builtins, with an `import torch` that costs nothing until an attribute of torch is asked for.

    Reading a course must not import torch: with its recordings at hand, a learner's check needs torch in the worker
    alone.
    """
    torchvision_import.install()
    return vars(builtins) | {"__import__": _import}


def _import(
    name: str, globals: Any = None, locals: Any = None, fromlist: tuple[str, ...] = (), level: int = 0
) -> ModuleType:
    if name in _HEAVY and not fromlist and name not in sys.modules:
        return _Lazy(name)
    return builtins.__import__(name, globals, locals, fromlist, level)


class _Lazy(ModuleType):
    """Stands for a library until it is used."""

    def __getattr__(self, attribute: str) -> Any:
        return getattr(importlib.import_module(self.__name__), attribute)
