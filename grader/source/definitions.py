"""A learner's file as an outline: what it defines, and what stands on a line."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import lru_cache

from grader.source.parsing import Unreadable, all_nodes, children, is_main_guard, parse
from grader.source.scopes import Function

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_MAX_NAME = 60


class Outline:
    """What a learner's file defines; nothing if it cannot be parsed."""

    def __init__(self, text: str) -> None:
        try:
            self.tree = parse(text) or ast.Module([], [])
        except Unreadable:
            self.tree = ast.Module([], [])

    def definitions(self, dotted: str) -> list[Function | ast.ClassDef]:
        """All definitions of a function, class or `Class.method` in one body; the last one counts."""
        body: list[ast.stmt] = self.tree.body
        found: list[Function | ast.ClassDef] = []
        for name in dotted.split("."):
            found = [one for one in body if isinstance(one, (*_FUNCTIONS, ast.ClassDef)) and one.name == name]
            if not found:
                return []
            body = found[-1].body
        return found

    def function(self, dotted: str) -> Function | None:
        """The definition of a function or method that counts; of a class, its constructor's."""
        found = self.definitions(dotted)
        if found and isinstance(found[-1], ast.ClassDef):
            found = self.definitions(f"{dotted}.__init__")
        last = found[-1] if found else None
        return last if isinstance(last, _FUNCTIONS) else None

    def classes(self) -> list[ast.ClassDef]:
        """The classes at the top level."""
        return [one for one in self.tree.body if isinstance(one, ast.ClassDef)]

    def function_at(self, line: int) -> Function | None:
        """The innermost function that contains a line."""
        around = [one for one in all_nodes(self.tree) if isinstance(one, _FUNCTIONS) and _holds(one, line)]
        return max(around, key=lambda one: one.lineno, default=None)

    def expressions_at(self, line: int) -> list[ast.AST]:
        """The nodes of the innermost statement that contains a line, without the statements within it."""
        around = [one for one in all_nodes(self.tree) if isinstance(one, ast.stmt) and _holds(one, line)]
        if not around:
            return []
        return list(own_nodes(max(around, key=lambda one: (one.lineno, one.col_offset))))

    def variables(self) -> dict[str, int]:
        """The variables that statements at the top level give a value, each with its first line."""
        found: dict[str, int] = {}
        for name in assigned(within(statement for statement in self.tree.body if not is_main_guard(statement))):
            found.setdefault(name.id, name.lineno)
        return found

    def star_imports(self) -> list[tuple[str, int]]:
        """The modules of its star imports, with their lines."""
        return [
            (one.module or "", one.lineno)
            for one in self.tree.body
            if isinstance(one, ast.ImportFrom) and any(alias.name == "*" for alias in one.names)
        ]


@lru_cache(maxsize=16)
def outline_of(text: str) -> Outline:
    """The outline of a text, made once for all checks of a file."""
    return Outline(text)


def parameters(function: Function) -> list[str]:
    """The names of its positional parameters, without the instance."""
    names = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
    return names[1:] if names[:1] in (["self"], ["cls"]) else names


def within(statements: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """All nodes of these statements, but not the bodies of the functions and classes among them."""
    waiting = list(statements)[::-1]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (*_FUNCTIONS, ast.ClassDef, ast.Lambda)):
            waiting += children(node)[::-1]


def own_nodes(statement: ast.stmt) -> Iterator[ast.AST]:
    """The nodes of a statement, without the statements within it."""
    waiting: list[ast.AST] = [statement]
    while waiting:
        node = waiting.pop()
        yield node
        inner = [one for one in children(node) if not isinstance(one, (ast.stmt, ast.excepthandler))]
        waiting += inner[::-1]


def assigned(nodes: Iterable[ast.AST]) -> Iterator[ast.Name]:
    """The names that are given a value."""
    return (node for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))


def loaded(nodes: Iterable[ast.AST]) -> set[str]:
    """The names that are read."""
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


def returns_nothing(function: Function) -> bool:
    """Whether no path through a function returns a value."""
    nodes = list(within(function.body))
    gives = any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in nodes)
    return not gives and not any(isinstance(node, ast.Return) and node.value is not None for node in nodes)


def spelled(node: ast.AST) -> str:
    """A name with its attributes, as it is written; "" for anything else."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    text = ".".join([node.id, *parts[::-1]])
    return text if len(text) <= _MAX_NAME else ""


def _holds(node: ast.stmt, line: int) -> bool:
    return node.lineno <= line <= (node.end_lineno or node.lineno)
