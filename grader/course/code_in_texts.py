"""Pieces of code in a sentence: expressions of a function's own arguments, as `(x * w - y) ** 2` is in a hint."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator

_TOKEN = re.compile(
    r"(?P<name>[A-Za-z_]\w*)|(?P<number>\d+(?:\.\d+)?)|(?P<sign>\*\*|//|[<>=!]=|[-+*/%@().,\[\]<>])|(?P<space>\s+)|."
)
_LONGEST = 60
_DOES_SOMETHING = (ast.BinOp, ast.Call, ast.Compare, ast.UnaryOp, ast.Subscript)


def code_in(text: str, arguments: Collection[str], known: Collection[str]) -> tuple[str, ...]:
    """The longest expressions in a text that use an argument, each once. `known` are the other names that they may use.

    A word that is no known name ends a piece, so that no sentence is taken for code.
    """
    pieces: dict[str, None] = {}
    for run in _runs(text, {*arguments, *known}):
        end = 0
        for start in range(len(run)):
            longest = _longest(run, start, arguments)
            if longest > max(end, start):
                pieces[ast.unparse(ast.parse(" ".join(run[start:longest]), mode="eval"))] = None
                end = longest
    return tuple(pieces)


def _runs(text: str, names: Collection[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for found in _TOKEN.finditer(text):
        if found["space"]:
            continue
        is_attribute = found["name"] and run[-1:] == ["."]
        if found["number"] or found["sign"] or found["name"] in names or is_attribute:
            run.append(found[0])
        else:
            yield run[:_LONGEST]
            run = []
    yield run[:_LONGEST]


def _longest(run: list[str], start: int, arguments: Collection[str]) -> int:
    """Where the longest expression ends that starts here and uses an argument; `start` if there is none."""
    for end in range(len(run), start, -1):
        try:
            tree = ast.parse(" ".join(run[start:end]), mode="eval")
        except SyntaxError:
            continue
        nodes = list(ast.walk(tree))
        uses = any(isinstance(node, ast.Name) and node.id in arguments for node in nodes)
        if uses and any(isinstance(node, _DOES_SOMETHING) for node in nodes):
            return end
    return start
