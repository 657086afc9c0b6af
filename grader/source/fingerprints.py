"""What a function of a learner's file does, as a digest: the same after a change to comments, docstrings or spaces."""

from __future__ import annotations

import ast
import hashlib

from grader.graphs import reachable
from grader.source.parsing import Unreadable, nodes_of, parse_anew

_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def function_fingerprint(text: str, function: str) -> str:
    """A digest of a function, or `Class.method`, and of everything at the file's top level that it uses by name.

    Where the file cannot be parsed, or does not define the function, it is one of the whole text without blanks.
    """
    try:
        tree = parse_anew(text)
    except Unreadable:
        tree = None
    defined = _definitions(tree) if tree is not None else {}
    start = function.partition(".")[0]
    if start not in defined:
        return _digest("".join(text.split()))
    used = sorted(reachable([start], lambda name: [one for one in names_in(defined[name]) if one in defined]))
    return _digest("\n".join(ast.dump(node) for name in used for node in defined[name]))


def _definitions(tree: ast.Module) -> dict[str, list[ast.stmt]]:
    """The statements at top level that bind each name, without docstrings."""
    for node in nodes_of(tree):
        if isinstance(node, _DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            node.body = node.body[1:]
    found: dict[str, list[ast.stmt]] = {}
    for statement in tree.body:
        for name in names_bound(statement):
            found.setdefault(name, []).append(statement)
    return found


def names_bound(statement: ast.stmt) -> set[str]:
    """The names that a statement defines, as a function, a class or a variable."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
        return {
            node.id for node in nodes_of(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
    return set()


def names_in(statements: list[ast.stmt]) -> list[str]:
    """The names that statements use, as often as they do."""
    return [node.id for statement in statements for node in nodes_of(statement) if isinstance(node, ast.Name)]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
