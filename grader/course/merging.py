"""Edits of one text, put together: what two wrong versions change is changed in both places, if the places differ."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

_Step = tuple[str, int | None]

_LEAST_SHARED = 5
"""An expression that an old and a new node share counts from so many nodes of syntax on."""


class Merger:
    """Puts edits of one text together. Docstrings and comments are not kept."""

    def __init__(self, base: str) -> None:
        self._base = _without_docstrings(ast.parse(base))

    def edits(self, version: str) -> Edits:
        """What a version of the text changes, in as small pieces as the syntax has."""
        return tuple(_edits(self._base, _without_docstrings(ast.parse(version)), ()))

    def composed(self, one: Edits, other: Edits) -> str | None:
        """The text with both versions' edits, or None if they overlap."""
        if not one or not other or any(edit.meets(another) for edit in one for another in other):
            return None
        made = copy.deepcopy(self._base)
        for edit in sorted([*one, *other], key=lambda edit: (len(edit.container), edit.begin), reverse=True):
            edit.apply(made)
        return ast.unparse(ast.fix_missing_locations(made))

    @staticmethod
    def size(edits: Edits) -> int:
        """How much edits change: how many nodes they put in, and how many places they change."""
        nodes = [node for edit in edits for node in edit.nodes if isinstance(node, ast.AST)]
        return len(edits) + sum(sum(1 for _ in ast.walk(node)) for node in nodes)


@dataclass(frozen=True)
class Edit:
    """The nodes between two places of a list are replaced, or the value of a field that is no list.

    Where the new node holds a part of the old one, as when something is put around it or taken off, that part stays as
    it is, with other edits of it: `kept` is its place in the old node, and `hole` that in the new one.
    """

    container: tuple[_Step, ...]
    field: str
    begin: int
    end: int
    nodes: Sequence[object]
    is_list: bool = True
    kept: tuple[_Step, ...] | None = None
    hole: tuple[_Step, ...] = ()

    def meets(self, other: Edit) -> bool:
        """Whether both change the same place, or one changes what the other is in."""
        if self.container == other.container:
            if self.field != other.field:
                return False
            both_insert_helpers = not self.container and self.begin == self.end == other.begin == other.end
            return not both_insert_helpers and self.begin <= other.end and other.begin <= self.end
        outer, inner = sorted((self, other), key=lambda edit: len(edit.container))
        depth = len(outer.container)
        if inner.container[:depth] != outer.container or len(inner.container) == depth:
            return False
        field, index = inner.container[depth]
        if field != outer.field or not (index is None or outer.begin <= index < outer.end):
            return False
        # An edit whose container is the kept part itself, or in it, does not touch what is around that part.
        return outer.kept is None or inner.container[depth + 1 :][: len(outer.kept)] != outer.kept

    def apply(self, tree: ast.AST) -> None:
        """Make this change of a tree."""
        node = _at(tree, self.container)
        nodes = [copy.deepcopy(new) for new in self.nodes]
        if self.kept is not None:
            old = getattr(node, self.field)
            kept = _at(old[self.begin] if self.is_list else old, self.kept)
            nodes = [_with(nodes[0], self.hole, kept)]
        if self.is_list:
            getattr(node, self.field)[self.begin : self.end] = nodes
        else:
            setattr(node, self.field, nodes[0])


Edits = tuple[Edit, ...]


def _edits(base: ast.AST, version: ast.AST, path: tuple[_Step, ...]) -> Iterator[Edit]:
    """What has to be changed in a node to make it that of a version, in as small pieces as the syntax has."""
    for field in base._fields:
        was, now = getattr(base, field, None), getattr(version, field, None)
        if isinstance(was, ast.expr_context):
            continue
        if isinstance(was, list) and isinstance(now, list):
            yield from _list_edits(was, now, path, field)
        elif isinstance(was, ast.AST) and isinstance(now, ast.AST):
            if type(was) is type(now):
                yield from _edits(was, now, (*path, (field, None)))
            else:
                yield Edit(path, field, 0, 1, (now,), False, *_shared(was, now))
        elif was != now or type(was) is not type(now):
            yield Edit(path, field, 0, 1, (now,), is_list=False)


def _list_edits(was: list[object], now: list[object], path: tuple[_Step, ...], field: str) -> Iterator[Edit]:
    matcher = SequenceMatcher(None, [_key(item) for item in was], [_key(item) for item in now], autojunk=False)
    for tag, begin, end, new_begin, new_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        if tag == "replace" and end - begin == new_end - new_begin:
            for index, old, new in zip(range(begin, end), was[begin:end], now[new_begin:new_end], strict=True):
                if not isinstance(old, ast.AST) or not isinstance(new, ast.AST):
                    yield Edit(path, field, index, index + 1, (new,))
                elif type(old) is type(new):
                    yield from _edits(old, new, (*path, (field, index)))
                else:
                    yield Edit(path, field, index, index + 1, (new,), True, *_shared(old, new))
        else:
            yield Edit(path, field, begin, end, tuple(now[new_begin:new_end]))


def _shared(was: ast.AST, now: ast.AST) -> tuple[tuple[_Step, ...] | None, tuple[_Step, ...]]:
    """The places of the largest expression that two nodes share, in the old one and in the new one; None if they share
    none of some size, or one of them holds it twice."""
    old, new = ([(_key(node), path, node) for path, node in _parts(one)] for one in (was, now))
    counts = Counter(key for key, _, _ in old), Counter(key for key, _, _ in new)
    places = {key: path for key, path, _ in new}
    shared = [
        (sum(1 for _ in ast.walk(node)), path, places[key])
        for key, path, node in old
        if counts[0][key] == counts[1][key] == 1
    ]
    size, kept, hole = max(shared, key=lambda one: one[0], default=(0, None, ()))
    return (kept, hole) if size >= _LEAST_SHARED else (None, ())


def _parts(node: ast.AST, path: tuple[_Step, ...] = ()) -> Iterator[tuple[tuple[_Step, ...], ast.AST]]:
    """An expression and the expressions in it, with their places."""
    if isinstance(node, ast.expr):
        yield path, node
    for field, value in ast.iter_fields(node):
        for index, item in enumerate(value) if isinstance(value, list) else ((None, value),):
            if isinstance(item, ast.AST):
                yield from _parts(item, (*path, (field, index)))


def _at(node: Any, path: tuple[_Step, ...]) -> Any:
    for field, index in path:
        value = getattr(node, field)
        node = value if index is None else value[index]
    return node


def _with(node: Any, path: tuple[_Step, ...], part: Any) -> Any:
    """The node with a part put into this place of it."""
    if not path:
        return part
    field, index = path[-1]
    holder = _at(node, path[:-1])
    if index is None:
        setattr(holder, field, part)
    else:
        getattr(holder, field)[index] = part
    return node


def _key(item: object) -> str:
    return ast.dump(item) if isinstance(item, ast.AST) else repr(item)


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node, clean=False):
            node.body = node.body[1:] or [ast.Pass()]
    return tree
