"""Evaluates strings and truth values of expressions in a learner's file without running it."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from grader.source.parsing import MAX_DEPTH, MAX_HOPS, Unreadable
from grader.source.scopes import Scope

MAX_TEXT = 20_000
MAX_STEPS = 5_000
_PLAIN_METHODS = {"lower": 0, "upper": 0, "strip": 0, "replace": 2}


def text_of(node: ast.expr, scope: Scope) -> str | None:
    """The string that an expression certainly is (a literal, concatenated, joined, reversed, in a variable), or None.

    Raises:
        Unreadable: if it is nested too deeply.
    """
    return _Reader().text(node, scope)


class _Reader:
    """Reads one expression in a bounded number of steps, because nested strings can be crafted to be endless."""

    def __init__(self) -> None:
        self._left = MAX_STEPS
        self._names: set[ast.expr] = set()

    def text(self, node: ast.expr, scope: Scope, depth: int = 0) -> str | None:
        self._left -= 1
        if self._left < 0:
            return None
        if depth > MAX_DEPTH:
            raise Unreadable("it is nested too deeply")
        found = self._find(node, scope, depth + 1)
        return found if found is not None and len(found) <= MAX_TEXT else None

    def _find(self, node: ast.expr, scope: Scope, depth: int) -> str | None:
        match node:
            case ast.Constant(value=str(text)):
                return text
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self._joined("", (left, right), scope, depth)
            case ast.JoinedStr(values=parts):
                return self._joined("", parts, scope, depth)
            case ast.FormattedValue(value=value, conversion=-1, format_spec=None):
                return self.text(value, scope, depth)
            case ast.Name(id=name):
                return self._named(name, scope)
            case ast.Subscript(value=value, slice=ast.Slice(lower=None, upper=None, step=ast.UnaryOp(op=ast.USub()))):
                forwards = self.text(value, scope, depth)
                return forwards[::-1] if forwards is not None else None
            case ast.Call(func=ast.Attribute(value=value, attr="join"), args=[ast.List() | ast.Tuple() as listed]):
                between = self.text(value, scope, depth)
                return None if between is None else self._joined(between, listed.elts, scope, depth)
            case ast.Call(func=ast.Attribute(value=value, attr=method), args=arguments, keywords=[]):
                return self._plain(method, (value, *arguments), scope, depth)
        return None

    def _named(self, name: str, scope: Scope) -> str | None:
        holding = scope.holding(name)
        bindings = holding.bindings[name] if holding else []
        expression = bindings[0].expression if len(bindings) == 1 else None
        if holding is None or expression is None or expression in self._names or len(self._names) >= MAX_HOPS:
            return None
        self._names.add(expression)
        try:
            return self.text(expression, holding)
        finally:
            self._names.discard(expression)

    def _plain(self, method: str, parts: Sequence[ast.expr], scope: Scope, depth: int) -> str | None:
        if _PLAIN_METHODS.get(method) != len(parts) - 1:
            return None
        texts = self._texts(parts, scope, depth)
        if texts is None or (method == "replace" and not texts[1]):
            return None
        result: str = getattr(texts[0], method)(*texts[1:])
        return result

    def _joined(self, between: str, parts: Sequence[ast.expr], scope: Scope, depth: int) -> str | None:
        texts = self._texts(parts, scope, depth)
        return None if texts is None else between.join(texts)

    def _texts(self, parts: Sequence[ast.expr], scope: Scope, depth: int) -> list[str] | None:
        texts = []
        for part in parts:
            text = self.text(part, scope, depth)
            if text is None:
                return None
            texts.append(text)
        return texts


def is_true(node: ast.expr, scope: Scope) -> bool | None:
    """Whether an expression is certainly true or certainly false; None if that cannot be determined."""
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
