"""What the source of a function does not show: names and code that exist only when it runs, and looks into the process.

None of it breaks a rule. An instructor is told where it is, since a rule may be broken there.
"""

from __future__ import annotations

import ast
from collections.abc import Set
from typing import Literal

from grader.source.resolution import Library, Own, Resolver
from grader.source.scopes import Scope
from grader.source.strings import text_of

Kind = Literal["name", "code", "module", "inside"]
"""name: an attribute whose name is computed; code: code in a computed string; module: a module whose name is computed;
inside: the objects, frames or threads of the running process."""

_BY_NAME = {"builtins.getattr": 1, "inspect.getattr_static": 1, "operator.attrgetter": 0, "operator.methodcaller": 0}
_CODE = frozenset({"builtins.exec", "builtins.eval", "builtins.compile"})
_IMPORTERS = frozenset({"builtins.__import__", "importlib.import_module", "importlib.__import__"})
_INSIDE = (
    "_thread", "_xxsubinterpreters", "builtins.globals", "builtins.open", "builtins.vars", "concurrent",
    "ctypes", "dis", "gc", "importlib.machinery", "importlib.reload", "importlib.util", "inspect", "io.open", "marshal",
    "multiprocessing", "os", "pickle",
    "runpy", "subprocess", "sys._current_frames", "sys._getframe", "sys.meta_path", "sys.modules",
    "sys.setprofile", "sys.settrace", "threading", "traceback", "types.CodeType", "types.FunctionType",
    "weakref",
)  # fmt: skip
_ATTRIBUTES = frozenset(
    {"__closure__", "__code__", "__func__", "__globals__", "__self__", "__subclasses__", "__traceback__",
    "__wrapped__", "cell_contents", "cr_frame", "f_back", "f_globals", "f_locals", "gi_frame", "tb_frame",
    "with_traceback"}
)  # fmt: skip
INTROSPECTION = (
    _ATTRIBUTES
    | {name.rpartition(".")[2] for name in (*_BY_NAME, *_CODE, *_IMPORTERS)}
    | {name.rpartition(".")[2] for name in _INSIDE}
)
"""Words for looking into the running process."""


def may_hide(words: Set[str]) -> bool:
    """Whether a file that mentions these words may have anything unclear."""
    return not words.isdisjoint(INTROSPECTION) or "__dict__" in words


def unclear(node: ast.AST, scope: Scope, resolver: Resolver) -> tuple[Kind, str] | None:
    """What a node hides, and the name by which it does; None for almost all."""
    match node:
        case ast.Call(func=function, args=arguments):
            names = {value.name for value in resolver.values(function, scope) if isinstance(value, Library)}
            return _call(names, arguments, scope, resolver)
        case ast.Attribute(attr=name, value=on) if name in _ATTRIBUTES:
            return "inside", name
        case ast.Subscript(value=ast.Attribute(attr="__dict__", value=on), slice=key) if text_of(key, scope) is None:
            return None if _is_own(on, scope, resolver) else ("name", "__dict__")
        case ast.Attribute(attr="__dict__", value=on):
            return None if _is_own(on, scope, resolver) else ("name", "__dict__")
        case ast.Attribute() | ast.Name():
            values = resolver.values(node, scope)
            names = {value.name for value in values if isinstance(value, Library)}
            found = sorted(one for one in _INSIDE if any(name == one or name.startswith(f"{one}.") for name in names))
            return ("inside", found[0].removeprefix("builtins.")) if found else None
    return None


def _call(names: set[str], arguments: list[ast.expr], scope: Scope, resolver: Resolver) -> tuple[Kind, str] | None:
    for name in sorted(names):
        short = name.rpartition(".")[2]
        place = _BY_NAME.get(name)
        computed = place is not None and len(arguments) > place and text_of(arguments[place], scope) is None
        if computed and not (place and _is_own(arguments[0], scope, resolver)):
            return "name", short
        if name in _CODE and arguments and text_of(arguments[0], scope) is None:
            return "code", short
        if name in _IMPORTERS and arguments and text_of(arguments[0], scope) is None:
            return "module", short
    return None


def _is_own(node: ast.expr, scope: Scope, resolver: Resolver) -> bool:
    values = resolver.values(node, scope)
    return bool(values) and all(isinstance(value, Own) for value in values)
