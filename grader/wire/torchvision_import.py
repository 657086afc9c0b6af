"""Makes torchvision importable with a torch that its compiled part was not built for.

`import torchvision` then fails with "operator torchvision::nms does not exist", although data sets, transforms and
most models use no compiled operator. This is the only place that knows about it: after `install` was called in a
process, an `import torchvision` that fails in this way is tried again with the missing operators declared, and works,
in an author's file as in a learner's. Any other failure is left as it is. torch is imported only with torchvision.

torchvision also imports torch's compiler, for one function that its operators on regions of images ask. That takes as
long as torch's own import and 76 MB of memory; here the compiler is imported when that function is called.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

_PACKAGE = "torchvision"
_FAILURE = f"operator {_PACKAGE}::"
_OPERATORS = ("nms", "qnms")
_SCHEMA = "(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"
_COMPILER = ("torch._dynamo", "torch._dynamo.utils")
_declared: list[Any] = []


def install() -> None:
    """Install the workaround for later imports of torchvision in this process. Costs nothing until then."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


def was_worked_around() -> bool:
    """Whether torchvision was imported here with a torch that it was not built for."""
    return bool(_declared)


class _Finder(MetaPathFinder):
    """Finds torchvision through the other finders, and wraps its loader in `_SecondTry`."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != _PACKAGE:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(fullname, path, target)
            if spec is not None:
                if spec.loader is not None:
                    spec.loader = _SecondTry(spec.loader)
                return spec
        return None


class _SecondTry(Loader):
    """Executes torchvision's package, and once more if an operator was missing."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._loader
        if module.__spec__ is not None:
            module.__spec__.loader = self._loader
        with _compiler_later():
            self._twice(module)

    def _twice(self, module: ModuleType) -> None:
        try:
            self._loader.exec_module(module)
        except RuntimeError as failed:
            if _declared or _FAILURE not in str(failed):
                raise
            _declare_operators()
            for name in [name for name in sys.modules if name.startswith(f"{_PACKAGE}.")]:
                del sys.modules[name]
                vars(module).pop(name.rpartition(".")[2], None)
            self._loader.exec_module(module)


def _declare_operators() -> None:
    import torch

    # Kept, because the declarations disappear with the library object.
    library: Any = torch.library.Library(_PACKAGE, "DEF")  # type: ignore[no-untyped-call]
    _declared.append(library)
    for name in _OPERATORS:
        library.define(name + _SCHEMA)


class _Later(ModuleType):
    """In the place of a module of the compiler: its functions import that module when they are called."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*args: Any, **options: Any) -> Any:
            _give_way()
            return getattr(importlib.import_module(self.__name__), name)(*args, **options)

        return call


@contextlib.contextmanager
def _compiler_later() -> Iterator[None]:
    """Within, importing from the compiler gives functions that import it when they are called."""
    import torch  # noqa: F401 - which is not to find these in the place of its own

    if _COMPILER[0] not in sys.modules:
        sys.modules.update({name: _Later(name) for name in _COMPILER})
    try:
        yield
    finally:
        _give_way()


def _give_way() -> None:
    for name in _COMPILER:
        if isinstance(sys.modules.get(name), _Later):
            del sys.modules[name]
