"""Functions whose arguments may be exchanged: x * w and w * x are one and the same."""

from __future__ import annotations

import ast
from itertools import pairwise


def symmetric_arguments(function_source: str) -> frozenset[tuple[int, int]]:
    """The pairs of neighbouring positional parameters that a function treats alike, by their places.

    Told from the syntax alone: exchanged, they give the same body, sums and products taken in any order.
    """
    definition = ast.parse(function_source).body[0]
    if not isinstance(definition, ast.FunctionDef):
        return frozenset()
    names = [parameter.arg for parameter in definition.args.args]
    body = [node for node in definition.body if not _is_text(node)]
    as_it_is = [_canonical(node, {}) for node in body]
    return frozenset(
        (place, place + 1)
        for place, (first, second) in enumerate(pairwise(names))
        if [_canonical(node, {first: second, second: first}) for node in body] == as_it_is
    )


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _canonical(node: object, renamed: dict[str, str]) -> str:
    """A node as text, with names exchanged and the operands of sums and products in a fixed order."""
    if isinstance(node, ast.Name):
        return f"Name({renamed.get(node.id, node.id)})"
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mult)):
        operands = sorted(_canonical(operand, renamed) for operand in _operands(node, type(node.op)))
        return f"{type(node.op).__name__}({', '.join(operands)})"
    if isinstance(node, ast.AST):
        fields = (f"{name}={_canonical(value, renamed)}" for name, value in ast.iter_fields(node))
        return f"{type(node).__name__}({', '.join(fields)})"
    if isinstance(node, list):
        return f"[{', '.join(_canonical(item, renamed) for item in node)}]"
    return repr(node)


def _operands(node: ast.expr, operator: type[ast.operator]) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, operator):
        return [*_operands(node.left, operator), *_operands(node.right, operator)]
    return [node]
