"""The definitions of a reference, read from its syntax without executing it."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from grader.course.syntax import parse


@dataclass(frozen=True, slots=True)
class Outline:
    """A reference's definitions (functions, classes, methods as `Class.method`), first sentence and syntax tree."""

    functions: tuple[str, ...]
    title: str
    tree: ast.Module = field(repr=False, compare=False)


@lru_cache(maxsize=128)
def outline(source: str, file: Path) -> Outline:
    """The outline of a reference's source.

    Raises:
        AuthoringError: if it does not parse, with the line.
    """
    tree = parse(source, file)
    names: list[str] = []
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            names.append(node.name)
        elif isinstance(node, ast.ClassDef):
            names.append(node.name)
            names += [
                f"{node.name}.{method.name}"
                for method in node.body
                if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef))
            ]
    first = (ast.get_docstring(tree) or "").partition("\n")[0].strip()
    return Outline(tuple(dict.fromkeys(names)), first.removesuffix("."), tree)
