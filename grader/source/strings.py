"""Strings and truth values that an expression of a learner's file is made of, worked out without running it."""

from __future__ import annotations

import ast

from grader.source.reading import MAX_DEPTH, Unreadable
from grader.source.scopes import Scope

MAX_TEXT = 20_000
_PLAIN_METHODS = {"lower": 0, "upper": 0, "strip": 0, "replace": 2}


def text_of(node: ast.expr, scope: Scope, depth: int = 0) -> str | None:
    """The string that an expression certainly is: written out, added, joined, reversed, kept in a name; else None."""
    if depth > MAX_DEPTH:
        raise Unreadable("it is nested too deeply")
    found = _text_of(node, scope, depth + 1)
    return found if found is not None and len(found) <= MAX_TEXT else None


def _text_of(node: ast.expr, scope: Scope, depth: int) -> str | None:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _joined("", [text_of(left, scope, depth), text_of(right, scope, depth)])
        case ast.JoinedStr(values=parts):
            return _joined("", [text_of(part, scope, depth) for part in parts])
        case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
            return text_of(value, scope, depth)
        case ast.Name(id=name):
            holding = scope.holding(name)
            bindings = holding.bindings[name] if holding else []
            if holding and len(bindings) == 1 and bindings[0].expression is not None:
                return text_of(bindings[0].expression, holding, depth)
        case ast.Subscript(value=value, slice=ast.Slice(lower=None, upper=None, step=ast.UnaryOp(op=ast.USub()))):
            forwards = text_of(value, scope, depth)
            return forwards[::-1] if forwards is not None else None
        case ast.Call(func=ast.Attribute(value=value, attr="join"), args=[ast.List() | ast.Tuple() as listed]):
            between = text_of(value, scope, depth)
            return None if between is None else _joined(between, [text_of(part, scope, depth) for part in listed.elts])
        case ast.Call(func=ast.Attribute(value=value, attr=method), args=arguments, keywords=[]):
            if _PLAIN_METHODS.get(method) == len(arguments):
                texts = [text_of(part, scope, depth) for part in (value, *arguments)]
                if None not in texts:
                    text, *rest = (part for part in texts if part is not None)
                    result: str = getattr(text, method)(*rest)
                    return result
    return None


def is_true(node: ast.expr, scope: Scope) -> bool | None:
    """Whether an expression is certainly true or certainly not; None where that is not to be seen."""
    if isinstance(node, ast.Constant):
        return bool(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = is_true(node.operand, scope)
        return None if inner is None else not inner
    if isinstance(node, ast.Name):
        holding = scope.holding(node.id)
        bindings = holding.bindings[node.id] if holding else []
        if len(bindings) == 1 and isinstance(bindings[0].expression, ast.Constant):
            return bool(bindings[0].expression.value)
    return None


def _joined(between: str, parts: list[str | None]) -> str | None:
    texts = [part for part in parts if part is not None]
    return between.join(texts) if len(texts) == len(parts) else None
