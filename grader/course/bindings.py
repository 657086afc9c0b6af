"""The bindings of a course file and the names that a piece of it uses, read from its syntax; nothing is executed."""

from __future__ import annotations

import ast
import builtins
import symtable
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from grader.course.syntax import Definition, blocks, first_line, parse, single_import
from grader.errors import Place

Kind = Literal["function", "class", "import", "assignment", "other"]
"""`other` is bound by a loop, a condition, a `with`, a `try` or an augmented assignment at the top level."""

_Statement = TypeVar("_Statement", bound=ast.stmt)

_CELL_OF_SUPER = "__class__"
"""A function that calls `super()` uses this name; the enclosing class binds it."""

BUILTINS = frozenset(dir(builtins))


@dataclass(frozen=True, slots=True)
class Binding:
    """One top-level statement that binds a name. The node of an import holds only the alias that binds it."""

    name: str
    kind: Kind
    node: ast.stmt

    @property
    def line(self) -> int:
        """The line where it begins, decorators included."""
        return first_line(self.node)


@dataclass(frozen=True, eq=False)
class SourceIndex:
    """A course file's syntax tree and its bindings by name."""

    file: Path
    tree: ast.Module
    bindings: dict[str, tuple[Binding, ...]]
    _bare: dict[int, ast.stmt] = field(default_factory=dict)
    _code: dict[int, str] = field(default_factory=dict)
    _used: dict[int, frozenset[str]] = field(default_factory=dict)

    def place(self, line: int) -> Place:
        """A line of this file."""
        return Place(self.file, line)

    def bound_by(self, node: ast.stmt) -> tuple[str, ...]:
        """All names that a top-level statement binds."""
        return tuple(name for name, found in self.bindings.items() if any(binding.node is node for binding in found))

    def definition(self, name: str) -> Definition | None:
        """The last top-level function or class of this name."""
        for binding in reversed(self.bindings.get(name, ())):
            if isinstance(binding.node, Definition):
                return binding.node
        return None

    def bare(self, node: _Statement) -> _Statement:
        """A statement of this file, after removing docstrings and the annotations of functions from it.

        The statement itself is modified, once, and returned.
        """
        if isinstance(node, Definition) and id(node) not in self._bare:
            _strip(node)
            self._bare[id(node)] = node
        return node

    def code(self, node: ast.stmt) -> str:
        """The source of a statement of this file, without comments, docstrings or annotations of functions."""
        if id(node) not in self._code:
            self._code[id(node)] = ast.unparse(self.bare(node))
        return self._code[id(node)]

    def used(self, node: ast.stmt) -> frozenset[str]:
        """The global names (or builtins) that a statement uses, immediately or when what it defines is called."""
        if id(node) not in self._used:
            certain, possible = names_used(self.code(node))
            self._used[id(node)] = certain | (possible & self.bindings.keys())
        return self._used[id(node)]

    def made_here(self, name: str) -> tuple[Binding, ...]:
        """The bindings of a name other than imports."""
        return tuple(binding for binding in self.bindings.get(name, ()) if binding.kind != "import")

    def behind(self, name: str) -> Iterator[str]:
        """The names that the statements binding a name use in turn; none for an import."""
        for binding in self.made_here(name):
            yield from self.used(binding.node)


@lru_cache(maxsize=128)
def index(source: str, file: Path) -> SourceIndex:
    """The index of a file's source.

    Raises:
        AuthoringError: if it does not parse, with the line.
    """
    tree = parse(source, file)
    bindings: dict[str, list[Binding]] = {}
    for statement in tree.body:
        for binding in _bound_by(statement):
            bindings.setdefault(binding.name, []).append(binding)
    return SourceIndex(file, tree, {name: tuple(found) for name, found in bindings.items()})


def names_used(code: str) -> tuple[frozenset[str], frozenset[str]]:
    """The global names that a piece of code uses, at its top level and in every function and class inside it.

    The first set holds those that it certainly uses; the second those that a class body both binds and reads, because
    one that is read before it is bound is the module's.
    """
    top = symtable.symtable(code, "<course>", "exec")
    certain = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced()}
    possible = set()
    for table in _tables_below(top):
        for symbol in table.get_symbols():
            if symbol.is_global():
                certain.add(symbol.get_name())
            elif table.get_type() == "class" and symbol.is_referenced() and symbol.is_local():
                possible.add(symbol.get_name())
    return frozenset(certain - {_CELL_OF_SUPER}), frozenset(possible)


def local_names(code: str) -> frozenset[str]:
    """The names that are local to some function, lambda or comprehension in a piece of code."""
    top = symtable.symtable(code, "<course>", "exec")
    return frozenset(
        symbol.get_name() for table in _tables_below(top) for symbol in table.get_symbols() if symbol.is_local()
    )


def _tables_below(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    for child in table.get_children():
        yield child
        yield from _tables_below(child)


def _bound_by(statement: ast.stmt) -> Iterator[Binding]:
    if isinstance(statement, Definition):
        yield Binding(statement.name, "class" if isinstance(statement, ast.ClassDef) else "function", statement)
    elif isinstance(statement, (ast.Import, ast.ImportFrom)):
        for alias in statement.names:
            bound = alias.asname or alias.name.partition(".")[0]
            yield Binding(bound, "import", single_import(statement, alias))
    else:
        plain = isinstance(statement, (ast.Assign, ast.AnnAssign))
        for name in dict.fromkeys(_names_bound_inside(statement)):
            yield Binding(name, "assignment" if plain else "other", statement)


def _names_bound_inside(node: ast.AST) -> Iterator[str]:
    """The names that a statement binds at the top level, at any depth; local names of functions are excluded."""
    if isinstance(node, Definition):
        yield node.name
        return
    if isinstance(node, (ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
        return
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    elif isinstance(node, ast.alias):
        yield node.asname or node.name.partition(".")[0]
    elif isinstance(node, ast.ExceptHandler) and node.name:
        yield node.name
    for child in ast.iter_child_nodes(node):
        yield from _names_bound_inside(child)


def _strip(node: ast.AST, *, in_class: bool = False) -> None:
    """Remove docstrings, and annotations without effect on the program: all but those of a class's attributes.

    Only statements hold them, so expressions are not visited.
    """
    if isinstance(node, Definition):
        node.body = _without_docstring(node.body)
        in_class = isinstance(node, ast.ClassDef)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        node.returns = None
        signature = node.args
        for argument in (*signature.posonlyargs, *signature.args, *signature.kwonlyargs):
            argument.annotation = None
        for rest in filter(None, (signature.vararg, signature.kwarg)):
            rest.annotation = None
    for block in blocks(node):
        for position, statement in enumerate(block):
            if isinstance(statement, ast.AnnAssign) and not in_class:
                block[position] = _without_annotation(statement)
            else:
                _strip(statement, in_class=in_class)


def _without_annotation(node: ast.AnnAssign) -> ast.stmt:
    if node.value is not None:
        return ast.copy_location(ast.Assign([node.target], node.value), node)
    node.annotation = ast.copy_location(ast.Constant(None), node.annotation)
    return node


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    first = body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return body[1:] or [ast.copy_location(ast.Pass(), first)]
    return body
