"""What a notebook's cells define, as they were last run: the file that a check of the notebook is about."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from grader.grading.notebooks import python_lines

_Definition = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_Assignment = (ast.Assign, ast.AnnAssign, ast.Import, ast.ImportFrom)


def definitions_run(cells: Sequence[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """The definitions of cells in the order in which they ran, and their names.

    Of several definitions of a function or class the last one is kept, and of the rest only the imports and assignments
    that these use: what a learner tries out, plots or trains in between is not run again. Lines keep their numbers.
    """
    parsed = [_parsed(cell) for cell in cells]
    statements = [(place, node) for place, (_, body) in enumerate(parsed) for node in body]
    last = {node.name: node for _, node in statements if isinstance(node, _Definition)}
    kept: list[tuple[int, ast.stmt]] = []
    used: set[str] = set()
    candidates = [one for one in statements if isinstance(one[1], _Assignment) or one[1] in last.values()]
    while True:
        found = [one for one in candidates if _is_needed(one[1], used)]
        if len(found) == len(kept):
            break
        kept = found
        used = {name for _, node in kept for name in _read(node)}
    sources = []
    for place, (lines, _) in enumerate(parsed):
        numbers = {number for at, node in kept if at == place for number in _lines(node)}
        sources.append("\n".join(line if at in numbers else "" for at, line in enumerate(lines, 1)).rstrip())
    return tuple(sources), frozenset(last)


def _parsed(cell: str) -> tuple[list[str], list[ast.stmt]]:
    """The lines of a cell and its statements; none where it does not parse, since it did not run either."""
    lines, _ = python_lines(cell.replace("\r\n", "\n").split("\n"))
    try:
        return lines, ast.parse("\n".join(lines)).body
    except (SyntaxError, ValueError, RecursionError):
        return lines, []


def _is_needed(node: ast.stmt, used: set[str]) -> bool:
    return isinstance(node, _Definition) or any(name in used or name == "*" for name in _bound(node))


def _bound(node: ast.stmt) -> Iterator[str]:
    """The names that an import or an assignment binds."""
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
    else:
        yield from (one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store))


def _read(node: ast.stmt) -> Iterator[str]:
    return (one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load))


def _lines(node: ast.stmt) -> range:
    decorators = node.decorator_list if isinstance(node, _Definition) else []
    first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
    return range(first, (node.end_lineno or first) + 1)
