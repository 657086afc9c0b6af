"""Whether a file's source could look into the process that runs it, or change what others run there.

A careful reading: what is not known to be harmless counts. It is asked where a learner's code would be given something
that it must not find, only be answered with; most right files pass, and one that does not is judged another way.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable

from grader.source.parsing import Unreadable, all_nodes, parse
from grader.source.unclear import INTROSPECTION

_MODULES = frozenset({
    "__future__", "abc", "collections", "copy", "dataclasses", "enum", "functools", "itertools", "math", "numbers",
    "random", "statistics", "time", "typing",
})  # fmt: skip
"""Modules of the standard library that compute."""

_NAMES = INTROSPECTION | frozenset({
    "breakpoint", "builtins", "currentframe", "delattr", "dir", "format_map", "help", "importlib", "input",
    "locals", "memoryview", "operator", "setattr", "string", "sys", "types", "warnings",
})  # fmt: skip
_PREFIXES = ("_", "f_", "tb_", "gi_", "cr_", "ag_", "co_", "cell_", "func_")
_ALLOWED = frozenset({"__init__", "__call__", "__len__", "__getitem__", "__iter__", "__name__"})
_FORMATTING = frozenset({"format"})
"""A format can follow attributes: `"{0.f_locals}".format(frame)`."""
_COMPARED = frozenset({"tolist", "named_parameters", "deepcopy", "signature", "zip_longest"})
"""What the grader calls on values and modules in such a run."""
_NUMBERS = frozenset({"bool", "bytes", "complex", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"})
_PARTS = ("torch.nn", "torch.optim", "nn", "optim")
_ROOTS, _PATHS = ("torch", "nn", "optim"), ("torch", "torch.nn", "torch.optim")
_SET = frozenset({"bias", "data", "grad", "requires_grad", "training", "weight"})


def may_look_inside(texts: Iterable[str], libraries: Collection[str]) -> bool:
    """Whether anything in these texts, a learner's file and its helper modules, is not known to be harmless.

    Args:
        texts: the source texts.
        libraries: the course's libraries and the names of the helper modules, which may be imported.
    """
    try:
        trees = [parse(text) for text in texts]
    except Unreadable:
        return True
    modules = {*_MODULES, *libraries}
    return any(tree is None or _looks_anywhere(tree, modules) for tree in trees)


def _looks_anywhere(tree: ast.Module, modules: Collection[str]) -> bool:
    by_name = {id(node.func) for node in all_nodes(tree) if isinstance(node, ast.Call) and _takes_a_part(node)}
    return any(_looks(node, modules) for node in all_nodes(tree) if id(node) not in by_name)


def _takes_a_part(call: ast.Call) -> bool:
    """Whether it is `getattr(torch.nn, name)`, which learners write for a layer or an optimizer that they are named."""
    return (
        isinstance(call.func, ast.Name)
        and call.func.id == "getattr"
        and bool(call.args)
        and ast.unparse(call.args[0]) in _PARTS
    )


def _looks(node: ast.AST, modules: Collection[str]) -> bool:
    match node:
        case ast.Import(names=names):
            return any(_is_odd_import(alias.name, alias.asname, modules) for alias in names)
        case ast.ImportFrom(module=module, names=names, level=level):
            return bool(level) or any(
                _is_odd_import(f"{module}.{alias.name}", alias.asname or alias.name, modules) for alias in names
            )
        case ast.Name(id=name, ctx=ast.Load()):
            return _is_odd(name, private="__")
        case ast.Name(id=name) | ast.arg(arg=name):
            return name in _ROOTS or _is_odd(name, private="__")
        case ast.Attribute(attr=name, value=on, ctx=ast.Load()):
            own = isinstance(on, ast.Name) and on.id == "self"
            return name in _FORMATTING or _is_odd(name, private="__" if own else _PREFIXES)
        case ast.Attribute(attr=name, value=on):  # what is set or deleted
            own = isinstance(on, ast.Name) and on.id == "self" and name not in _COMPARED
            return _is_odd(name, private="__") or not (own or name in _SET)
        case ast.ClassDef(bases=bases, keywords=keywords):
            return bool(keywords) or any(_is_odd_base(base) for base in bases)
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return _is_odd(name, private="__") or name in _COMPARED
    return False


def _is_odd(name: str, private: str | tuple[str, ...]) -> bool:
    return name not in _ALLOWED and (name in _NAMES or name.startswith(private))


def _is_odd_import(path: str, name: str | None, modules: Collection[str]) -> bool:
    first, *rest = path.split(".")
    return (
        first not in modules
        or any(_is_odd(part, private="_") for part in rest)
        or (name in _ROOTS and path not in _PATHS)
    )


def _is_odd_base(base: ast.expr) -> bool:
    return not isinstance(base, (ast.Name, ast.Attribute)) or (isinstance(base, ast.Name) and base.id in _NUMBERS)
