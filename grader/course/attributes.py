"""Checking the module attributes that a probe uses against the reference's definitions; nothing is executed."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from grader.authoring.checks import Check
from grader.course.bindings import SourceIndex, index
from grader.course.suggestions import suggestion
from grader.course.syntax import Definition
from grader.errors import AuthoringError

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def refuse_unknown_attributes(checks: Iterable[Check], checks_source: str, file: Path, reference: SourceIndex) -> None:
    """Refuse a probe that uses an attribute of the module that the reference does not define: it would be an error for
    every learner, and where a check expects an error it would be taken for that one.

    The probe's first argument is followed, also into the helpers of the file that it is passed to. A name that the
    probe itself sets on the module is allowed.

    Raises:
        AuthoringError: with the line, and close names.
    """
    if _binds_unseen(reference):
        return
    source = index(checks_source, file)
    for check in checks:
        probe = source.definition(check.id)
        if not isinstance(probe, _Function):
            continue
        asked = dict(_asked(source, probe, _first(probe), set()))
        for name, line in asked.items():
            if name not in reference.bindings and not name.startswith("__"):
                known = [known for known in reference.bindings if not known.startswith("__")]
                raise AuthoringError(
                    f"the probe calls `{name}`, which the exercise does not have{suggestion(name, known)}",
                    source.place(line),
                )


def _binds_unseen(reference: SourceIndex) -> bool:
    """Whether the reference may bind names in a way that its syntax does not show."""
    nodes = list(ast.walk(reference.tree))
    stars = any(isinstance(node, ast.ImportFrom) and node.names[0].name == "*" for node in nodes)
    return stars or any(isinstance(node, ast.Name) and node.id in ("globals", "exec") for node in nodes)


def _asked(
    source: SourceIndex, function: _Function, module: str, seen: set[tuple[str, str]]
) -> Iterator[tuple[str, int]]:
    """The attributes that a function uses of the argument that is the module, each with its line."""
    if not module or (function.name, module) in seen:
        return
    seen.add((function.name, module))
    nodes = list(ast.walk(function))
    if any(isinstance(node, ast.Name) and node.id == module and not isinstance(node.ctx, ast.Load) for node in nodes):
        return  # the name is also bound to something else
    attributes = [
        node
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == module
    ]
    own = {node.attr for node in attributes if not isinstance(node.ctx, ast.Load)}
    yield from ((node.attr, node.lineno) for node in attributes if node.attr not in own)
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            helper = source.definition(node.func.id)
            if isinstance(helper, _Function):
                yield from _asked(source, helper, _handed_as(node, helper, module), seen)


def _handed_as(call: ast.Call, helper: _Function, module: str) -> str:
    """The parameter of a helper that receives the module; "" if none does."""
    names = [argument.arg for argument in (*helper.args.posonlyargs, *helper.args.args)]
    for name, given in zip(names, call.args, strict=False):
        if isinstance(given, ast.Name) and given.id == module:
            return name
    for keyword in call.keywords:
        if isinstance(keyword.value, ast.Name) and keyword.value.id == module:
            return keyword.arg or ""
    return ""


def _first(function: Definition) -> str:
    if isinstance(function, ast.ClassDef):
        return ""
    arguments = (*function.args.posonlyargs, *function.args.args)
    return arguments[0].arg if arguments else ""
