"""Probes in the learner's process, compiled so that the names that they use are the grader's own.

A learner's file may replace `builtins.isinstance`, `torch.equal` or `torch.Tensor.detach`, and may write to the globals
of any frame it finds. A probe therefore has no globals: its helpers and the builtins that it uses are cells of one
function, and what it takes from a library was recorded before any learner's file was loaded. This protects the
experiment from interference, but proves nothing: the process is the learner's, and all conclusions are drawn elsewhere.
"""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Callable, Collection, Mapping
from functools import cache
from types import ModuleType
from typing import Any

import torch

from grader.wire.codec import Snapshot, encode
from grader.wire.messages import Probe
from grader.worker.watching import PROBE

_DEEPEST = 4
_MAKE, _GET = "_make", "_attribute_of"

_builtins: dict[str, Any] = dict(vars(builtins))
_modules: dict[str, dict[str, Any]] = {}
_tensor_classes = (torch.Tensor, torch.nn.Parameter)
_tensor_attributes: dict[str, Any] = {}
_getattr, _import, _type = getattr, builtins.__import__, type


def prepare(libraries: Collection[str]) -> None:
    """Note what these libraries hold, before any learner's file is loaded."""
    for kind in reversed(torch.Tensor.__mro__):
        _tensor_attributes.update(vars(kind))
    for name, module in list(sys.modules.items()):
        root, *inner = name.split(".")
        public = not any(part.startswith("_") for part in inner)
        if root in libraries and public and len(inner) < _DEEPEST and type(module) is ModuleType:
            _modules[name] = dict(vars(module))
    _reading_figures()


def compile_probe(probe: Probe) -> Callable[..., Any]:
    """Compile a probe's function from its source."""
    tree = ast.parse(probe.source)
    first = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    body: list[ast.stmt] = [_Attributes().visit(node) for node in tree.body if node not in first]
    given = _tools() | {name: _builtins[name] for name in sorted(_names_in(tree) & _builtins.keys() - _bound_in(tree))}
    made = ast.FunctionDef(
        _MAKE,
        ast.arguments([], [ast.arg(name) for name in given], None, [], [], None, []),
        [*body, ast.Return(ast.Name(probe.function, ast.Load()))],
        [],
    )
    module = ast.fix_missing_locations(ast.Module([*first, made], []))
    namespace: dict[str, Any] = {
        "__name__": "probe",
        "__builtins__": _builtins | {"__import__": _import_as_noted},
    }
    exec(compile(module, PROBE, "exec", dont_inherit=True), namespace)  # noqa: S102 - the probe is the author's
    function: Callable[..., Any] = namespace[_MAKE](**given)
    return function


def observed(value: object) -> Snapshot:
    """A snapshot of a value, unaffected by later changes to it."""
    return Snapshot(encode(value))


@cache
def _reading_figures() -> Callable[[Any], Any]:
    """The function that reads a figure, imported before a learner's file is loaded."""
    from grader.worker.drawing import drawn

    return drawn


def _tools() -> dict[str, Any]:
    """The functions that `grader.authoring` promises to a probe, and the one that looks up its attributes."""
    return {"observed": observed, "drawn": _reading_figures(), _GET: _attribute}


def _names_in(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _bound_in(tree: ast.Module) -> set[str]:
    """Names of builtins that a probe's source defines for itself at its top level."""
    return {node.name for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))} | {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


class _Attributes(ast.NodeTransformer):
    """Replaces each read of an attribute by a call of `_attribute`."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        self.generic_visit(node)
        if not isinstance(node.ctx, ast.Load):
            return node
        return ast.Call(ast.Name(_GET, ast.Load()), [node.value, ast.Constant(node.attr)], [])

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        # Bases and decorators stay as they are written: a class is created once, before anything is run.
        node.body = [self.visit(statement) for statement in node.body]
        return node


def _attribute(value: Any, name: str) -> Any:
    kind = _type(value)
    if kind in _tensor_classes and name in _tensor_attributes:
        found = _tensor_attributes[name]
        get = _getattr(_type(found), "__get__", None)
        return found if get is None else get(found, value, kind)
    return _getattr(value, name)


class _Noted:
    """A module as it was when it was recorded."""

    def __init__(self, name: str) -> None:
        object.__setattr__(self, "_noted", name)

    def __getattr__(self, attribute: str) -> Any:
        name = object.__getattribute__(self, "_noted")
        held: Mapping[str, Any] = _modules[name]
        if attribute not in held:
            return _getattr(sys.modules[name], attribute)
        return _as_noted(held[attribute])

    def __setattr__(self, attribute: str, value: Any) -> None:
        setattr(sys.modules[object.__getattribute__(self, "_noted")], attribute, value)


def _as_noted(value: Any) -> Any:
    return _Noted(value.__name__) if _type(value) is ModuleType and value.__name__ in _modules else value


def _import_as_noted(
    name: str, globals: Any = None, locals: Any = None, fromlist: tuple[str, ...] | None = (), level: int = 0
) -> Any:
    return _as_noted(_import(name, globals, locals, fromlist, level))
