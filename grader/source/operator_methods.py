"""The methods that operators call: in a class that defines `__mul__`, `self * other` calls it."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from grader.source.parsing import nodes_of

_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.MatMult: "matmul",
    ast.Div: "truediv",
    ast.FloorDiv: "floordiv",
    ast.Mod: "mod",
    ast.Pow: "pow",
}
_UNARY: dict[type[ast.unaryop], str] = {ast.USub: "neg", ast.UAdd: "pos", ast.Invert: "invert"}


def methods_of_operators(method: ast.AST, made_by: Collection[str]) -> frozenset[str]:
    """The names of the special methods that the operators in a method may call.

    An operand is an object of the class where it is the method's own (`self`), what a function of `made_by` gives, or
    itself the result of such an operation. A number that an object holds is none, nor is a parameter.
    """
    if not isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)) or not method.args.args:
        return frozenset()
    return frozenset(_methods_in(method, {method.args.args[0].arg}, made_by))


def _methods_in(method: ast.AST, own: Collection[str], made_by: Collection[str]) -> Iterator[str]:
    for node in nodes_of(method):
        if isinstance(node, ast.UnaryOp) and type(node.op) in _UNARY and _is_object(node.operand, own, made_by):
            yield f"__{_UNARY[type(node.op)]}__"
        if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
            name = _BINARY[type(node.op)]
            if _is_object(node.left, own, made_by):
                yield f"__{name}__"
            elif _is_object(node.right, own, made_by):
                yield f"__r{name}__"


def _is_object(node: ast.expr, own: Collection[str], made_by: Collection[str]) -> bool:
    if isinstance(node, ast.Name):
        return node.id in own
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in made_by
    if isinstance(node, ast.UnaryOp):
        return _is_object(node.operand, own, made_by)
    return isinstance(node, ast.BinOp) and any(_is_object(one, own, made_by) for one in (node.left, node.right))
