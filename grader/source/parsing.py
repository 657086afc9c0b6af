"""Parses a learner's file on the trusted side, within bounds, because the file may be crafted to harm the reader."""

from __future__ import annotations

import ast
import re
import warnings
from functools import lru_cache
from weakref import WeakValueDictionary

MAX_CHARACTERS = 100_000
"""A longer file is not parsed: an exercise file has a few thousand, and its AST takes a hundred times its size."""

MAX_DEPTH = 120
"""How deeply one expression is analysed; people nest a handful of levels."""

MAX_HOPS = 40
"""How far a value is followed from one place to the next."""

MAX_STEPS = 200_000
"""How many steps the analysis of one file may take; an exercise file takes a few thousand."""

_KEPT = 4
"""The trees of so many files are kept: one submission's file is asked for by many, and those of a class are large."""
_in_use: WeakValueDictionary[str, ast.Module] = WeakValueDictionary()
"""Those that somebody keeps, by text: of files that are graded together, each is asked for again after the others."""
_NAME = "<learner's file>"
# Python's warnings about escapes in the file are for the learner, not for the instructor.
warnings.filterwarnings("ignore", module=re.escape(_NAME))


class Unreadable(Exception):
    """The file cannot be analysed: it is too long, or nested too deeply."""


@lru_cache(maxsize=_KEPT)
def parse(text: str) -> ast.Module | None:
    """The file's AST, or None if it is not valid Python, in which case it defines nothing. Everybody who asks is given
    the same one, which is not to be changed.

    Raises:
        Unreadable: if it may be valid Python but cannot be analysed.
    """
    tree = _in_use.get(text)
    if tree is None and (tree := parse_anew(text)) is not None:
        _in_use[text] = tree
    return tree


def parse_anew(text: str) -> ast.Module | None:
    """As `parse`, an AST of one's own.

    Raises:
        Unreadable: as `parse` does.
    """
    if len(text) > MAX_CHARACTERS:
        raise Unreadable("it is too long")
    try:
        return ast.parse(text, _NAME)
    except (SyntaxError, ValueError):
        return None
    except (RecursionError, MemoryError) as deep:
        raise Unreadable("it is nested too deeply") from deep


@lru_cache(maxsize=_KEPT)
def all_nodes(tree: ast.Module) -> tuple[ast.AST, ...]:
    """The nodes of a tree, each after the one that it belongs to, in the order of `ast.walk`."""
    return tuple(nodes_of(tree))


def nodes_of(node: ast.AST) -> list[ast.AST]:
    """A node and all that it consists of, each after the one that it belongs to, in the order of `ast.walk`."""
    found = [node]
    for one in found:  # which grows meanwhile
        found += children(one)
    return found


def children(node: ast.AST) -> list[ast.AST]:
    """What a node consists of, as `ast.iter_child_nodes` gives it, but without the contexts and operators, which have
    no parts: in a third of its time, of which most of the analysis of a file would consist."""
    kind = type(node)
    fields = _FIELDS.get(kind)
    if fields is None:
        fields = _FIELDS[kind] = tuple(name for name in kind._fields if name not in _WITHOUT_NODES)
    found = []
    for name in fields:
        value = getattr(node, name, None)
        if type(value) is list:
            found += [one for one in value if isinstance(one, ast.AST)]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found


_WITHOUT_NODES = frozenset(
    {"id", "attr", "ctx", "op", "ops", "level", "module", "type_comment", "kind", "conversion", "simple", "is_async"}
)
_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {ast.Constant: ()}


def is_main_guard(node: ast.AST) -> bool:
    """Whether this is `if __name__ == "__main__":`, whose body no check ever runs."""
    if not (isinstance(node, ast.If) and isinstance(node.test, ast.Compare) and len(node.test.ops) == 1):
        return False
    sides = (node.test.left, node.test.comparators[0])
    named = any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides)
    main = any(isinstance(side, ast.Constant) and side.value == "__main__" for side in sides)
    return named and main and isinstance(node.test.ops[0], ast.Eq)
