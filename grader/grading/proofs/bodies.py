"""The reference with other bodies in place of those that a learner writes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path

from grader.course.outline import outline
from grader.course.stubs import solution_regions

Function = ast.FunctionDef | ast.AsyncFunctionDef
Body = Callable[[str, Function], str]
"""What makes the statements of a body, of a function's dotted name and its definition."""


@lru_cache(maxsize=4)
def written_functions(source: str, file: Path) -> tuple[str, ...]:
    """The functions that a learner writes, methods as `Class.method`."""
    return tuple(dict.fromkeys(region.function for region in solution_regions(source, file)))


def with_bodies(source: str, file: Path, functions: Collection[str], body: Body) -> str:
    """The reference with new bodies for these functions."""
    tree = ast.parse(source, str(file))
    _Replacing(functions, body).visit(tree)
    return ast.unparse(ast.fix_missing_locations(tree))


def definitions(source: str, file: Path) -> dict[str, Function]:
    """The functions and methods of a reference by their dotted names."""
    found: dict[str, Function] = {}

    def look(body: list[ast.stmt], prefix: str) -> None:
        for node in body:
            if isinstance(node, ast.ClassDef):
                look(node.body, f"{prefix}{node.name}.")
            elif isinstance(node, Function):
                found[prefix + node.name] = node

    look(outline(source, file).tree.body, "")
    return found


class _Replacing(ast.NodeTransformer):
    """Gives functions new bodies. What is defined inside a function is part of its body."""

    def __init__(self, functions: Collection[str], body: Body) -> None:
        self._functions = functions
        self._body = body
        self._prefix = ""

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        outer, self._prefix = self._prefix, f"{self._prefix}{node.name}."
        self.generic_visit(node)
        self._prefix = outer
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self._replace(node)
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AsyncFunctionDef:
        self._replace(node)
        return node

    def _replace(self, node: Function) -> None:
        name = self._prefix + node.name
        if name in self._functions:
            node.body = ast.parse(self._body(name, node)).body
