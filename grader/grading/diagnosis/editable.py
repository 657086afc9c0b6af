"""The part of a learner's file in which the mistake of one function may be: its own code, told from the syntax."""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.course.names import is_within
from grader.graphs import reachable
from grader.source.parsing import MAX_DEPTH, Unreadable, nodes_of, parse

if TYPE_CHECKING:
    from grader.course.mutation.site import Edit

_MOST_CHARACTERS = 12_000
"""Of the code that is edited, and …"""
_MOST_NODES = 2_500
"""… the nodes of its syntax tree: every edit is a text of its own, and libcst takes its time."""

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_DEFINITIONS = (*_FUNCTIONS, ast.ClassDef)
_IMPORTS = (ast.Import, ast.ImportFrom)


@dataclass(frozen=True)
class Editable:
    """A function's own code.

    Attributes:
        definitions: the file's definitions, imports and plain constants, each on the line that it has in the file.
        unit: of these only what may be edited, on the same lines.
        functions: the functions and methods that may be edited, the function itself first.
        arity: the other functions of the file, by the number of their parameters.
    """

    definitions: str
    unit: str
    functions: tuple[str, ...]
    arity: Mapping[str, int]

    def edited(self, edits: Sequence[Edit], text: str) -> str:
        """A text whose lines hold those of the unit, after edits of the unit that do not overlap."""
        here, there = _line_starts(self.unit), _line_starts(text)

        def place(offset: int) -> int:
            line = bisect_right(here, offset) - 1
            return there[line] + offset - here[line]

        for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
            text = text[: place(edit.start)] + edit.text + text[place(edit.end) :]
        return text


def editable(text: str, of: str, owned: Collection[str], wrong: Collection[str]) -> Editable | None:
    """The code of a function and of the helpers of the learner's own that it calls.

    `owned` are the functions that have checks of their own, and are not edited for another one's sake; `wrong` are
    those of them that are wrong: where the function calls one, there is nothing to look for, and so it is where the
    code is too long or cannot be read.
    """
    try:
        tree = parse(text)
    except Unreadable:
        return None
    if tree is None:
        return None
    found = _definitions(tree)
    if of not in found or not isinstance(found[of], _DEFINITIONS):
        return None
    others = {name for name in owned if name != of and not is_within(name, of) and not is_within(of, name)}

    def called(name: str) -> Iterator[str]:
        if name in others:
            return
        used = _mentioned(found[name])
        for one in found:
            owner, _, method = one.rpartition(".")
            if one != name and (method if owner else one) in used and (not owner or is_within(name, owner)):
                yield one

    reached = list(reachable([of], called))
    if any(name in wrong for name in reached if name != of):
        return None
    mine = [name for name in reached if name not in others and not _is_inside_another(name, reached, of)]
    tops = {name.partition(".")[0]: found[name.partition(".")[0]] for name in mine}
    lines = text.split("\n")
    unit = _only(lines, tops.values())
    if len(unit.strip()) > _MOST_CHARACTERS or not all(_is_small(node) for node in tops.values()):
        return None
    within = [
        name
        for name in found
        if isinstance(found[name], _FUNCTIONS)
        and any(is_within(name, one) for one in mine)
        and not any(is_within(name, other) for other in owned if not is_within(of, other) and other != name)
    ]
    arity = {
        name: len(node.args.args)
        for name, node in found.items()
        if isinstance(node, _FUNCTIONS) and "." not in name and name not in tops
    }
    within.sort(key=lambda name: not is_within(name, of))
    return Editable(_only(lines, _kept(tree)), unit, tuple(within), arity)


def reached_apart_from(text: str, of: str, without: Collection[str]) -> frozenset[str]:
    """The functions and methods of a file that one of them may reach, itself included, otherwise than through those in
    `without`; all of them where the file cannot be read. Any use of a name counts."""
    try:
        tree = parse(text)
    except Unreadable:
        tree = None
    found = _definitions(tree) if tree is not None else {}

    def used(name: str) -> Iterator[str]:
        mentioned = _mentioned(found[name])
        for one in found:
            owner, _, method = one.rpartition(".")
            part = is_within(one, name) or is_within(name, one)
            if (part or method in mentioned or owner in mentioned) and not _is_part_of_any(one, without):
                yield one

    return frozenset(reachable([of], used) if of in found else found)


def _is_part_of_any(name: str, functions: Collection[str]) -> bool:
    return any(is_within(name, one) for one in functions)


def _definitions(tree: ast.Module) -> dict[str, ast.stmt]:
    """The functions, classes and methods of a file; of several with one name the last, which counts."""
    found: dict[str, ast.stmt] = {}
    for node in tree.body:
        if isinstance(node, _DEFINITIONS):
            found = {name: one for name, one in found.items() if not is_within(name, node.name)}
            found[node.name] = node
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{inner.name}": inner for inner in node.body if isinstance(inner, _FUNCTIONS)}
    return found


def _mentioned(node: ast.AST) -> set[str]:
    names = {inner.id for inner in nodes_of(node) if isinstance(inner, ast.Name)}
    return names | {inner.attr for inner in nodes_of(node) if isinstance(inner, ast.Attribute)}


def _is_inside_another(name: str, reached: Collection[str], of: str) -> bool:
    """Whether a whole class was reached only because one of its methods is asked for."""
    return "." not in name and is_within(of, name) and name != of


def _kept(tree: ast.Module) -> list[ast.stmt]:
    """What a file defines: no loops, no training, no output at its top level."""
    own = {node.name for node in tree.body if isinstance(node, _FUNCTIONS)}
    kept: list[ast.stmt] = []
    for node in tree.body:
        plain = isinstance(node, (ast.Assign, ast.AnnAssign)) and not own & _called(node)
        imports = isinstance(node, ast.Try) and all(isinstance(inner, _IMPORTS) for inner in node.body)
        if isinstance(node, (*_DEFINITIONS, *_IMPORTS)) or plain or imports:
            kept.append(node)
    return kept


def _called(node: ast.stmt) -> set[str]:
    return {
        inner.func.id for inner in nodes_of(node) if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name)
    }


def _only(lines: list[str], nodes: Collection[ast.stmt]) -> str:
    """The lines of these statements, all others left empty."""
    wanted: set[int] = set()
    for node in nodes:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
        wanted.update(range(first, (node.end_lineno or node.lineno) + 1))
    return "\n".join(line if number in wanted else "" for number, line in enumerate(lines, start=1)) + "\n"


def _is_small(node: ast.AST) -> bool:
    """Whether a syntax tree is small and flat enough to be edited."""
    count, level = 0, [node]
    for _ in range(MAX_DEPTH):
        if not level:
            return True
        count += len(level)
        if count > _MOST_NODES:
            return False
        level = [child for one in level for child in ast.iter_child_nodes(one)]
    return False


def _line_starts(text: str) -> list[int]:
    return [0, *(end.end() for end in re.finditer("\n", text))]
