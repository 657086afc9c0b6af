"""One function cut out of a learner's file, with what it uses there."""

from __future__ import annotations

import ast
from collections.abc import Collection

from grader.graphs import reachable
from grader.source.definitions import outline_of
from grader.source.fingerprints import names_bound, names_in

LONGEST = 4_000
"""A longer text is not cut out: nobody would read it."""


def extracted(text: str, function: str, others: Collection[str]) -> str:
    """The source of a function or class, and before it the imports and definitions at the file's top level that it uses
    by name, without the functions in `others`; "" where there is none, or too much.

    Args:
        text: the learner's file.
        function: the name of a function, a class, or `Class.method`, which stands for its class.
        others: the functions of the exercise.
    """
    defined: dict[str, list[ast.stmt]] = {}
    for statement in outline_of(text).tree.body:
        for name in names_bound(statement) | _imported(statement):
            defined.setdefault(name, []).append(statement)
    start = function.partition(".")[0]
    if start not in defined:
        return ""
    apart = {name for name in others if name != start}
    kept = {name: nodes for name, nodes in defined.items() if name not in apart}
    used = reachable([start], lambda name: [one for one in names_in(kept[name]) if one in kept])
    statements = {id(node): node for name in used for node in kept[name]}
    lines = text.splitlines()
    cut = [
        "\n".join(lines[_first(node) - 1 : node.end_lineno])
        for node in sorted(statements.values(), key=lambda node: (node.lineno, node.col_offset))
    ]
    whole = "\n\n".join(cut)
    return whole if len(whole) <= LONGEST else ""


def _imported(statement: ast.stmt) -> set[str]:
    if not isinstance(statement, (ast.Import, ast.ImportFrom)):
        return set()
    return {alias.asname or alias.name.partition(".")[0] for alias in statement.names}


def _first(node: ast.stmt) -> int:
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(one.lineno for one in decorators)])
