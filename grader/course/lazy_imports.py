"""Heavy libraries imported by an author's file only once something of them is used."""

from __future__ import annotations

import builtins
import importlib
import sys
from collections.abc import Collection
from types import ModuleType
from typing import Any

from grader.wire import torchvision_import


def builtins_with_lazy_imports(libraries: Collection[str]) -> dict[str, Any]:
    """Python's builtins, with imports of these libraries that cost nothing until an attribute of one is asked for.

    Reading a course must not import torch: with its recordings at hand, a learner's check needs torch in the worker
    alone.
    """
    torchvision_import.install()

    def lazy_import(
        name: str, globals: Any = None, locals: Any = None, fromlist: tuple[str, ...] = (), level: int = 0
    ) -> ModuleType:
        if name in libraries and not fromlist and name not in sys.modules:
            return _Lazy(name)
        return builtins.__import__(name, globals, locals, fromlist, level)

    return vars(builtins) | {"__import__": lazy_import}


class _Lazy(ModuleType):
    """Stands for a library until it is used."""

    def __getattr__(self, attribute: str) -> Any:
        return getattr(importlib.import_module(self.__name__), attribute)
