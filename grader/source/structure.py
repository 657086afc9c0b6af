"""What is left of a file without its names, comments, docstrings and layout, as a digest.

A name that the file gives to something itself (a variable, an argument, a function, an import) counts as the number of
its first use; names of libraries' functions, of attributes and of Python's own stay.
"""

from __future__ import annotations

import ast
import hashlib

from grader.source.definitions import outline_of
from grader.source.parsing import all_nodes, is_main_guard

_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_DOCUMENTED = (ast.Module, *_NAMED)


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
    tokens.append(f"<{type(node).__name__}")
    for field, value in ast.iter_fields(node):
        if field in ("ctx", "type_comment", "annotation", "returns", "type_params", "kind"):
            continue
        if isinstance(node, ast.AnnAssign) and field == "simple":
            continue
        if field == "body" and isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            value = value[1:]
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, ast.AST):
                if not is_main_guard(one):
                    _put(one, tokens)
            elif isinstance(one, str) and not isinstance(node, (ast.Constant, ast.Attribute, ast.keyword)):
                tokens.append(f".{one}")
            else:
                tokens.append(f"={one!r}")
    tokens.append(">")
