"""A function with the calls of its exercise's own functions replaced by what these return."""

from __future__ import annotations

import ast
import copy

from grader.course.syntax import Definition

_DEPTH = 4


def inlined(source: str, function: str) -> str | None:
    """The text with the calls in a top-level function inlined where the function that is called is one `return`.

    None if there is nothing to inline.
    """
    tree = ast.parse(source)
    found = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    target = found.get(function)
    if target is None:
        return None
    one_liners = {name: node for name, node in found.items() if name != function and _returned(node) is not None}
    before = ast.dump(target)
    for _ in range(_DEPTH):
        _Inlining(one_liners).visit(target)
    return None if ast.dump(target) == before else ast.unparse(ast.fix_missing_locations(tree))


def with_function(source: str, function: str, other: str) -> str | None:
    """The text with a top-level function in the words of another text; None if either does not have it."""
    tree = ast.parse(source)
    places = {node.name: number for number, node in enumerate(tree.body) if isinstance(node, Definition)}
    others = {node.name: node for node in ast.parse(other).body if isinstance(node, Definition)}
    if function not in places or function not in others:
        return None
    tree.body[places[function]] = others[function]
    return ast.unparse(tree)


class _Inlining(ast.NodeTransformer):
    def __init__(self, one_liners: dict[str, ast.FunctionDef]) -> None:
        self._one_liners = one_liners

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        called = self._one_liners.get(node.func.id) if isinstance(node.func, ast.Name) else None
        if called is None or node.keywords or len(node.args) != len(called.args.args):
            return node
        body = _returned(called)
        given = dict(zip((parameter.arg for parameter in called.args.args), node.args, strict=True))
        bound = {name.id for name in ast.walk(called) if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)}
        used = {name.id for value in node.args for name in ast.walk(value) if isinstance(name, ast.Name)}
        if body is None or bound & (used | given.keys()):
            return node
        made: ast.expr = _Substituting(given).visit(copy.deepcopy(body))
        return made


class _Substituting(ast.NodeTransformer):
    def __init__(self, given: dict[str, ast.expr]) -> None:
        self._given = given

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return copy.deepcopy(self._given[node.id]) if node.id in self._given else node


def _returned(node: ast.FunctionDef) -> ast.expr | None:
    """What a function of plain parameters returns, if that is all that it does."""
    body = node.body[1:] if ast.get_docstring(node, clean=False) else node.body
    plain = node.args
    if plain.posonlyargs or plain.kwonlyargs or plain.vararg or plain.kwarg or plain.defaults or node.decorator_list:
        return None
    return body[0].value if len(body) == 1 and isinstance(body[0], ast.Return) else None
