"""What the learner's source shows about an exception: what stands on the line that raised."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from grader.source.definitions import (
    Outline,
    assigned,
    loaded,
    parameters,
    returns_nothing,
    spelled,
    within,
)
from grader.source.evidence import Evidence
from grader.source.scopes import Function

_ARGUMENTS = re.compile(r"^([\w.]{1,80})\(\) (?:missing|takes|got an unexpected|got multiple)")
_NO_ATTRIBUTE = re.compile(r"^'NoneType' object has no attribute '(\w{1,60})'")
_UNBOUND = re.compile(r"local variable '(\w{1,60})'")
_METHOD = re.compile(r"\b(?:builtin_function_or_method|method(?:-wrapper)?|function)\b")
_METHODS = frozenset({
    "abs", "argmax", "backward", "clone", "detach", "dim", "exp", "flatten", "float", "item", "log", "max", "mean",
    "min", "norm", "numel", "numpy", "pow", "sqrt", "square", "std", "step", "sum", "t", "tolist", "view",
    "zero_grad",
})  # fmt: skip
"""Methods of tensors and optimizers that are called without an argument."""
_LIST_METHODS = frozenset({"append", "extend", "insert", "reverse"})
_BUILTINS = frozenset(dir(builtins))
_REPLACED: Mapping[str, frozenset[str]] = MappingProxyType({
    "torch": frozenset({
        "abs", "all", "any", "bool", "compile", "complex", "float", "int", "max", "min", "pow", "range", "round", "sum",
    }),
    "numpy": frozenset({"abs", "all", "any", "bool", "divmod", "max", "min", "pow", "round", "sum"}),
    "math": frozenset({"pow"}),
})  # fmt: skip
"""The built-in names that a star import of these libraries replaces."""


@dataclass(frozen=True, slots=True)
class Raise:
    """An exception of a learner's code: its type and message, and its line, None if no line of the file raised."""

    type_name: str
    message: str
    line: int | None


def evidence_of_raise(outline: Outline, asked: Outline, raised: Raise, function: str) -> Evidence | None:
    """What explains an exception, or None.

    Args:
        outline: the learner's file.
        asked: the outline of the exercise, whose first lines are those that the checks rely on.
        function: the function that was being checked.
    """
    for find in (_arguments, _nothing, *(_AT_LINE if raised.line is not None else ())):
        found = find(_Scene(outline, asked, raised, function))
        if found is not None:
            return found
    return None


def uncalled_methods(function: Function) -> list[Evidence]:
    """The methods without arguments whose value, and not whose answer, a function keeps or returns."""
    kept: list[ast.AST] = []
    for node in within(function.body):
        if isinstance(node, (ast.Assign, ast.Return)) and node.value is not None:
            kept += [node.value, *(node.value.elts if isinstance(node.value, ast.Tuple) else ())]
    return [
        Evidence("uncalled", node.lineno, f".{node.attr}")
        for node in kept
        if isinstance(node, ast.Attribute) and node.attr in _METHODS
    ]


class _Scene:
    """An exception, and the code around it."""

    def __init__(self, outline: Outline, asked: Outline, raised: Raise, function: str) -> None:
        self.outline = outline
        self.asked = asked
        self.type_name = raised.type_name
        self.message = raised.message
        self.line = raised.line
        self.checked = function
        self.nodes = [] if raised.line is None else outline.expressions_at(raised.line)
        self.function = None if raised.line is None else outline.function_at(raised.line)
        self.body = self.function.body if self.function is not None else outline.tree.body

    def calls(self) -> list[ast.Call]:
        return [node for node in self.nodes if isinstance(node, ast.Call)]


def _arguments(scene: _Scene) -> Evidence | None:
    """A function of the learner's is called with other arguments than it takes."""
    found = _ARGUMENTS.match(scene.message)
    if scene.type_name != "TypeError" or found is None:
        return None
    name = found[1]
    function = scene.outline.function(name)
    if function is None:
        return None
    takes = parameters(function)
    wanted = scene.asked.function(name)
    if wanted is not None and parameters(wanted) != takes and function.args.vararg is None:
        asked = parameters(wanted)
        reads = loaded(within(function.body)) - set(takes)
        unseen = tuple(one for one in asked if one not in takes and one in reads)
        return Evidence("first_line", function.lineno, name, names=tuple(asked), others=unseen)
    if scene.line is None:
        return None
    shown = name.removesuffix(".__init__").rpartition(".")[2]
    calls = [call for call in scene.calls() if spelled(call.func).rpartition(".")[2] == shown]
    given = len(calls[0].args) + len(calls[0].keywords) if len(calls) == 1 and _is_plain(calls[0]) else None
    if not calls:
        return None
    return Evidence("own_call", scene.line, name.removesuffix(".__init__"), names=tuple(takes), count=given)


def _nothing(scene: _Scene) -> Evidence | None:
    """A function of the learner's returns nothing, and its answer is used."""
    if "NoneType" not in scene.message:
        return None
    if scene.line is None:
        function = scene.outline.function(scene.checked)
        wanted = scene.asked.function(scene.checked)
        if function is None or not returns_nothing(function) or (wanted is not None and returns_nothing(wanted)):
            return None
        return Evidence("no_return", function.lineno, scene.checked)
    attribute = _NO_ATTRIBUTE.match(scene.message)
    called = {id(call.func) for call in scene.calls()}
    for node in scene.nodes:
        if isinstance(node, ast.Attribute) and node.attr == "grad" and id(node) not in called:
            used = attribute is None or any(
                isinstance(one, ast.Attribute) and one.value is node and one.attr == attribute[1] for one in scene.nodes
            )
            if used:
                return Evidence("gradient_none", scene.line, spelled(node))
    for call in (node for node in within(scene.body) if isinstance(node, ast.Call)):
        function = scene.outline.function(call.func.id) if isinstance(call.func, ast.Name) else None
        is_class = isinstance(call.func, ast.Name) and any(
            isinstance(one, ast.ClassDef) for one in scene.outline.definitions(call.func.id)
        )
        if function is not None and not is_class and returns_nothing(function) and _is_kept(scene.body, call):
            return Evidence("no_return", call.lineno, function.name)
    for node in within(scene.body):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            method = node.value.func
            if isinstance(method, ast.Attribute) and method.attr in _LIST_METHODS:
                return Evidence("list_method", node.lineno, method.attr)
    return None


def _exclusive_or(scene: _Scene) -> Evidence | None:
    if "bitwise_xor" not in scene.message and " ^" not in scene.message:
        return None
    written = any(
        isinstance(node, (ast.BinOp, ast.AugAssign)) and isinstance(node.op, ast.BitXor) for node in scene.nodes
    )
    return Evidence("exclusive_or", scene.line) if written else None


def _star_import(scene: _Scene) -> Evidence | None:
    for call in scene.calls():
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        own = scene.outline.variables().keys() | {one.id for one in assigned(within(scene.body))}
        if name in own or scene.outline.definitions(name or "-"):
            continue
        for module, line in reversed(scene.outline.star_imports()):
            if name in _REPLACED.get(module, frozenset()):
                return Evidence("star_import", scene.line, name, other=module, count=line)
    return None


def _not_callable(scene: _Scene) -> Evidence | None:
    """Something is called that is no function."""
    if scene.type_name != "TypeError" or "object is not callable" not in scene.message:
        return None
    given = {name.id: name.lineno for name in assigned(within(scene.body))}
    values = scene.outline.variables() | given
    arguments = set(parameters(scene.function)) if scene.function is not None else set()
    found = []
    for call in scene.calls():
        if isinstance(call.func, (ast.Constant, ast.BinOp, ast.Call, ast.UnaryOp)):
            found.append(Evidence("operator_missing", scene.line))
        elif isinstance(call.func, ast.Name) and call.func.id in values and call.func.id not in arguments:
            name = call.func.id
            meant = name in _BUILTINS or bool(scene.outline.definitions(name) or scene.asked.definitions(name))
            given_here = Evidence("shadowed", scene.line, name, count=values[name])
            found.append(given_here if meant else Evidence("called_value", scene.line, name))
        elif isinstance(call.func, ast.Name) and call.func.id in arguments:
            found.append(Evidence("called_value", scene.line, call.func.id))
    return found[0] if len(found) == 1 else None


def _uncalled(scene: _Scene) -> Evidence | None:
    """A method is used in place of its answer."""
    if not _METHOD.search(scene.message) or "not callable" in scene.message:
        return None
    called = {id(call.func) for call in scene.calls()}
    here = [
        Evidence("uncalled", node.lineno, f".{node.attr}")
        for node in scene.nodes
        if isinstance(node, ast.Attribute) and node.attr in _METHODS and id(node) not in called
    ]
    if scene.function is not None:
        here += uncalled_methods(scene.function)
    # What the exception misses is asked of the value, and is not that value.
    return next((one for one in here if not scene.message.endswith(f"has no attribute '{one.name[1:]}'")), None)


def _local_name(scene: _Scene) -> Evidence | None:
    found = _UNBOUND.search(scene.message)
    if scene.type_name != "UnboundLocalError" or found is None or found[1] not in scene.outline.variables():
        return None
    return Evidence("local_name", scene.line, found[1])


def _unwritten(scene: _Scene) -> Evidence | None:
    raises = any(isinstance(node, ast.Raise) for node in scene.nodes)
    named = "NotImplementedError" in loaded(scene.nodes)
    return Evidence("unwritten", scene.line) if scene.type_name == "NotImplementedError" and raises and named else None


_AT_LINE: tuple[Callable[[_Scene], Evidence | None], ...] = (
    _exclusive_or,
    _star_import,
    _not_callable,
    _uncalled,
    _local_name,
    _unwritten,
)


def _is_plain(call: ast.Call) -> bool:
    """Whether its arguments can be counted."""
    starred = any(isinstance(one, ast.Starred) for one in call.args)
    return not starred and all(keyword.arg is not None for keyword in call.keywords)


def _is_kept(body: list[ast.stmt], call: ast.Call) -> bool:
    """Whether the answer of a call is used at all."""
    return not any(isinstance(node, ast.Expr) and node.value is call for node in within(body))
