"""Distinguishes a method that a learner's file defines itself from a library's method of the same name."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from grader.source.parsing import all_nodes
from grader.source.resolution import Library, Own, Resolver, Values
from grader.source.scopes import Scope

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_NUMBERS = ("torch.", "numpy.", "math.")
_ARITHMETIC = frozenset(
    f"__{way}{name}__"
    for way in ("", "r")
    for name in ("add", "sub", "mul", "truediv", "pow", "matmul", "neg", "floordiv", "mod")
)


class Ownership:
    """Knows the attributes that objects of the classes in these files may have."""

    def __init__(self, trees: Iterable[ast.Module], resolver: Resolver) -> None:
        self._resolver = resolver
        self._names: set[str] = set()
        self._arithmetic = False
        for node in (node for tree in trees for node in all_nodes(tree)):
            if isinstance(node, ast.ClassDef):
                names = set(_names_of_class(node))
                self._names |= names
                self._arithmetic = self._arithmetic or not names.isdisjoint(_ARITHMETIC)
            elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
                self._names.add(node.attr)
            elif isinstance(node, ast.Call):
                self._names.update(keyword.arg for keyword in node.keywords if keyword.arg)
                self._names.update(_fields(node))

    def is_own(self, name: str, on: ast.expr | None, values: Values, scope: Scope) -> bool | None:
        """Whether a method is one that the file itself defines; None if that cannot be determined."""
        if name not in self._names:
            return False
        mine = [value for value in values if isinstance(value, Own)]
        if any(next(self._resolver.members(value, name), None) for value in mine):
            return True
        if any(True for _ in self._resolver.stored(values, name)):
            return True
        if any(isinstance(value, Library) for value in values) or (on is not None and self._is_number(on, scope)):
            return False
        return None

    def _is_number(self, node: ast.expr, scope: Scope, depth: int = 0) -> bool:
        """Whether an expression is certainly not an object of the file: a library's result, or one of arithmetic."""
        if depth > 20:
            return False
        match node:
            case ast.BinOp(left=left, right=right):
                return not self._arithmetic or all(self._is_number(side, scope, depth + 1) for side in (left, right))
            case ast.Constant():
                return True
            case ast.Call(func=ast.Attribute(value=on)) if self._is_number(on, scope, depth + 1):
                return True
            case ast.Call(func=function, args=arguments):
                values = self._resolver.values(function, scope)
                given = {value for argument in arguments for value in self._resolver.values(argument, scope)}
                return bool(values) and all(
                    isinstance(value, Library) and value.name.startswith(_NUMBERS) for value in (*values, *given)
                )
            case ast.Name(id=name):
                holding = scope.holding(name)
                bindings = holding.bindings[name] if holding else []
                return bool(bindings) and all(
                    binding.expression is not None and self._is_number(binding.expression, holding or scope, depth + 1)
                    for binding in bindings
                )
        return False


def _names_of_class(node: ast.ClassDef) -> Iterator[str]:
    for statement in node.body:
        if isinstance(statement, (*_FUNCTIONS, ast.ClassDef)):
            yield statement.name
        elif isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            yield statement.target.id
        elif isinstance(statement, ast.Assign):
            yield from (target.id for target in statement.targets if isinstance(target, ast.Name))


def _fields(call: ast.Call) -> Iterator[str]:
    """The fields in `namedtuple("Node", "value backward")` and `make_dataclass("Node", ["value", "backward"])`."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if called in ("namedtuple", "NamedTuple", "make_dataclass", "type"):
        for argument in call.args:
            for node in ast.walk(argument):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield from node.value.replace(",", " ").split()
