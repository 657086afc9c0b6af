"""Parsing a learner's file on the trusted side: bounded, since the file may be made to hurt its reader."""

from __future__ import annotations

import ast
import re
import warnings

MAX_CHARACTERS = 100_000
"""A longer file is not parsed: an exercise file has a few thousand, and its syntax takes a hundred times its text."""

MAX_DEPTH = 120
"""How deep the look at one expression goes; people nest a handful."""

MAX_HOPS = 40
"""From how many places to how many more a value is followed."""

MAX_STEPS = 200_000
"""How much work one file may make; an exercise file makes a few thousand steps."""

_NAME = "<learner's file>"
# What Python thinks of the file's escapes is the learner's to read, not the instructor's.
warnings.filterwarnings("ignore", module=re.escape(_NAME))


class Unreadable(Exception):
    """The file cannot be looked through: it is too long, or nested too deeply."""


def parse(text: str) -> ast.Module | None:
    """The file's syntax, or None where it is no Python: then it defines nothing either.

    Raises:
        Unreadable: where it may be Python and yet cannot be looked through.
    """
    if len(text) > MAX_CHARACTERS:
        raise Unreadable("it is too long")
    try:
        return ast.parse(text, _NAME)
    except (SyntaxError, ValueError):
        return None
    except (RecursionError, MemoryError) as deep:
        raise Unreadable("it is nested too deeply") from deep


def is_main_guard(node: ast.AST) -> bool:
    """Whether this is `if __name__ == "__main__":`, whose body no check ever runs."""
    if not (isinstance(node, ast.If) and isinstance(node.test, ast.Compare) and len(node.test.ops) == 1):
        return False
    sides = (node.test.left, node.test.comparators[0])
    named = any(isinstance(side, ast.Name) and side.id == "__name__" for side in sides)
    main = any(isinstance(side, ast.Constant) and side.value == "__main__" for side in sides)
    return named and main and isinstance(node.test.ops[0], ast.Eq)
