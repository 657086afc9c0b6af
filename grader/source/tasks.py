"""What a learner's file asks of a function: how it is called, and its docstring."""

from __future__ import annotations

import ast

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def task_of(text: str, function: str) -> str:
    """The first line of a function's definition and its docstring; "" if the file does not parse or lacks it."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""
    found: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | None = None
    for name in function.split("."):
        found = next((node for node in body if isinstance(node, _DEFINITIONS) and node.name == name), None)
        if found is None:
            return ""
        body = found.body
    return "" if found is None else "\n".join((_head(found), *(ast.get_docstring(found) or "").split("\n")))


def _head(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> str:
    if isinstance(node, ast.ClassDef):
        return f"class {node.name}"
    return f"{node.name}({ast.unparse(node.args)})"
