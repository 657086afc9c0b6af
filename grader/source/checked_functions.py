"""What the learner's source shows about a function whose check fails, whatever its numbers are."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.source.definitions import Outline, loaded, own_nodes, parameters, spelled, within
from grader.source.evidence import Evidence
from grader.source.parsing import all_nodes, nodes_of
from grader.source.raising_lines import uncalled_methods
from grader.source.scopes import Function

_CONSTRUCTORS = frozenset({
    "_init_", "__init", "_init", "init", "init__", "_init__", "__init_", "__int__", "__inti__", "__ini__", "__Init__",
    "___init___",
})  # fmt: skip
"""Ways in which `__init__` is misspelt."""
_AUTOGRAD = ("backward", "requires_grad", "requires_grad_", "grad")


def evidence_in_function(outline: Outline, dotted: str, uses_autograd: bool) -> list[Evidence]:
    """What the source of a function that is checked shows, in the order in which it is told.

    Args:
        outline: the learner's file.
        dotted: the function, class or `Class.method`.
        uses_autograd: whether the check failed over gradients, or in code that needs them.
    """
    found: list[Evidence] = []
    definitions = outline.definitions(dotted)
    if len(definitions) > 1 and not _are_variants(definitions):
        found.append(Evidence("defined_twice", definitions[-1].lineno, dotted, count=definitions[-2].lineno))
    found += _misspelt_constructors(outline, dotted)
    function = outline.function(dotted)
    if function is not None:
        found += _unused_arguments(outline, function)
        found += _powers(function)
        found += _bare_names(function)
        found += _step_first(function)
    if uses_autograd:
        found += _autograd_off(outline)
    return found


def uncalled_in(outline: Outline, dotted: str) -> list[Evidence]:
    """The methods that a function returns or keeps in place of their answers."""
    function = outline.function(dotted)
    return [] if function is None else uncalled_methods(function)


def mentions_autograd(outline: Outline) -> bool:
    """Whether a file uses gradients that PyTorch computes."""
    return any(
        (isinstance(node, ast.Attribute) and node.attr in _AUTOGRAD)
        or (isinstance(node, ast.keyword) and node.arg == "requires_grad")
        for node in all_nodes(outline.tree)
    )


def _are_variants(definitions: list[Function | ast.ClassDef]) -> bool:
    """Whether further definitions are those of a property or of an overload, which belong together."""
    return any(one.decorator_list for one in definitions)


def _misspelt_constructors(outline: Outline, dotted: str) -> Iterator[Evidence]:
    owner = dotted.partition(".")[0]
    for one in outline.classes():
        methods = {inner.name: inner.lineno for inner in one.body if isinstance(inner, ast.FunctionDef)}
        mine = one.name == owner or any(one.name in loaded(nodes_of(it)) for it in outline.definitions(dotted))
        if mine and "__init__" not in methods:
            yield from (
                Evidence("constructor_misspelt", methods[name], name, other=one.name)
                for name in methods
                if name in _CONSTRUCTORS
            )


def _unused_arguments(outline: Outline, function: Function) -> Iterator[Evidence]:
    reads = loaded(node for statement in function.body for node in nodes_of(statement))
    takes = parameters(function)
    unused = tuple(name for name in takes if name not in reads and not name.startswith("_"))
    locals_ = {node.id for node in nodes_of(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    others = tuple(name for name in outline.variables() if name in reads and name not in takes and name not in locals_)
    if unused and others and not reads & {"locals", "vars", "eval"}:
        yield Evidence("argument_unused", function.lineno, function.name, names=unused, others=others)


def _powers(function: Function) -> Iterator[Evidence]:
    """`^` with a number on its right that nobody would take for a bit."""
    for node in within(function.body):
        operand = node.right if isinstance(node, ast.BinOp) else node.value if isinstance(node, ast.AugAssign) else None
        if not isinstance(operand, ast.Constant) or not isinstance(node, (ast.BinOp, ast.AugAssign)):
            continue
        if isinstance(node.op, ast.BitXor) and type(operand.value) in (int, float) and operand.value not in (0, 1):
            yield Evidence("exclusive_or", node.lineno)
            return


def _bare_names(function: Function) -> Iterator[Evidence]:
    for node in within(function.body):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Attribute) and (name := spelled(node.value)):
            yield Evidence("bare_name", node.lineno, name)
            return


def _step_first(function: Function) -> Iterator[Evidence]:
    """An optimizer's step before the backward pass that it needs, in one block."""
    for node in within(function.body):
        for block in (getattr(node, "body", None), getattr(node, "orelse", None)):
            if isinstance(block, list) and (found := _out_of_order(block)):
                yield found
                return
    if found := _out_of_order(function.body):
        yield found


def _out_of_order(block: list[ast.stmt]) -> Evidence | None:
    step: int | None = None
    for statement in block:
        method = _calls_method(statement)
        if method == "backward":
            return Evidence("step_first", step, count=statement.lineno) if step is not None else None
        if any(isinstance(node, ast.Attribute) and node.attr == "backward" for node in nodes_of(statement)):
            return None
        if method == "step" and not any("sched" in name for name in loaded(nodes_of(statement))):
            step = statement.lineno
    return None


def _calls_method(statement: ast.stmt) -> str:
    """The method that a statement does nothing but call."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        called = statement.value.func
        return called.attr if isinstance(called, ast.Attribute) else ""
    return ""


def _autograd_off(outline: Outline) -> Iterator[Evidence]:
    for statement in outline.tree.body:
        if not isinstance(statement, ast.Expr):
            continue
        for node in own_nodes(statement):
            if isinstance(node, ast.Call) and spelled(node.func).rpartition(".")[2] in (
                "set_grad_enabled",
                "_set_grad_enabled",
            ):
                argument = node.args[0] if node.args else node.keywords[0].value if node.keywords else None
                if isinstance(argument, ast.Constant) and argument.value is False:
                    yield Evidence("autograd_off", statement.lineno)
                    return
