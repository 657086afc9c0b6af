"""Lazy imports of heavy libraries in an author's file: they are imported when one of their attributes is used."""

from __future__ import annotations

import builtins
import importlib
import sys
from collections.abc import Collection
from types import ModuleType
from typing import Any

from grader.wire import torchvision_import


def builtins_with_lazy_imports(libraries: Collection[str]) -> dict[str, Any]:
    """Python's builtins, with imports of these libraries deferred until one of their attributes is used.

    Loading a course must not import torch: if its recordings exist, a learner's check needs torch only in the worker.
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
    """A placeholder for a library until it is used."""

    def __getattr__(self, attribute: str) -> Any:
        return getattr(importlib.import_module(self.__name__), attribute)
