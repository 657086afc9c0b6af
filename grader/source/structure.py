"""What is left of a file without its names, comments, docstrings and layout, as a digest.

A name that the file gives to something itself (a variable, an argument, a function, an import) counts as the number of
its first use; names of libraries' functions, of attributes and of Python's own stay.
"""

from __future__ import annotations

import ast
import hashlib
from functools import cache
from typing import Any

from grader.source.definitions import outline_of
from grader.source.parsing import all_nodes, is_main_guard

_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_DOCUMENTED = (ast.Module, *_NAMED)
_WITH_OTHER_TEXTS = (ast.Constant, ast.Attribute, ast.keyword)


def structure_digest(text: str) -> str:
    """The digest; "" of a text that is not valid Python, or too deep to be read."""
    tree = outline_of(text).tree
    if not tree.body:
        return ""
    own = _own_names(tree)
    numbers: dict[str, int] = {}
    made = hashlib.sha256()
    try:
        tokens: list[str] = []
        _put(tree, tokens)
        for token in tokens:
            name = token[1:]
            said = f"#{numbers.setdefault(name, len(numbers))}" if token[0] == "." and name in own else token
            made.update(said.encode("utf-8", "surrogatepass") + b"\0")
    except RecursionError:
        return ""
    return made.hexdigest()[:16]


def _own_names(tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in all_nodes(tree):
        if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
        elif isinstance(node, _NAMED):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add(node.asname or node.name.partition(".")[0])
    return found


def _put(node: ast.AST, tokens: list[str]) -> None:
    """Add the tree to a sequence of texts; of these, names begin with a full stop."""
    kind = type(node)
    tokens.append(f"<{kind.__name__}")
    for field in _counting_fields(kind):  # type: ignore[arg-type] # mypy takes the field __hash__ for a method
        value: Any = getattr(node, field, None)
        if field == "body" and isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            value = value[1:]
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, ast.AST):
                if not is_main_guard(one):
                    _put(one, tokens)
            elif isinstance(one, str) and kind not in _WITH_OTHER_TEXTS:
                tokens.append(f".{one}")
            else:
                tokens.append(f"={one!r}")
    tokens.append(">")


@cache
def _counting_fields(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a kind of nodes that count."""
    left_out = {"ctx", "type_comment", "annotation", "returns", "type_params", "kind"}
    if kind is ast.AnnAssign:
        left_out.add("simple")
    return tuple(field for field in kind._fields if field not in left_out)
