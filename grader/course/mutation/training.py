"""Edits that add to code in PyTorch what is missing: clearing, backward, step, a guard, a base's constructor, an
argument."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from grader.course.mutation.effects import called_method
from grader.course.mutation.site import Edit, Site

_REDUCING = frozenset(
    {"sum", "mean", "max", "min", "amax", "amin", "argmax", "argmin", "prod", "std", "var", "norm", "softmax", "cumsum",
     "all", "any", "sort", "argsort", "cat", "stack"}
)  # fmt: skip
_STEPS = re.compile(r"\b([\w.]+)\.(?:step|zero_grad)\(")
_OPTIMIZERS = re.compile(r"opt\w*")
_BACKWARD = re.compile(r"\bbackward\(")
_LEAVES = re.compile(r"\b([\w.]+)\.grad\b")


class StepAdded:
    """`zero_grad`, `backward` or `step` written before or after a statement."""

    name = "training statement"
    on = (cst.SimpleStatementLine,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """On what the function already trains with, and on what is called an optimizer."""
        assert isinstance(node, cst.SimpleStatementLine)
        source = site.text(site.function)
        names = site.names_at(node)
        text, indent = site.whole(node), site.indent(node)
        holders = [*_STEPS.findall(source), *(name for name in names if _OPTIMIZERS.match(name))]
        calls = [f"{holder}.{call}()" for holder in dict.fromkeys(holders) for call in ("zero_grad", "step")]
        for leaf in dict.fromkeys(_LEAVES.findall(source)):
            calls += [f"{leaf}.grad.zero_()", f"{leaf}.grad = None"]
        if (holders or _LEAVES.search(source)) and not _BACKWARD.search(source):
            calls += [f"{name}.backward()" for name in reversed(names) if name not in holders][:3]
        for call in calls:
            if called_method(node) != "" or not isinstance(node.body[-1], cst.Return):
                yield Edit(*site.lines(node), f"{text}{indent}{call}\n")
            yield Edit(*site.lines(node), f"{indent}{call}\n{text}")


class GuardAdded:
    """`with torch.no_grad():` around a statement."""

    name = "no_grad added"
    on = (cst.SimpleStatementLine,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Around one that binds or changes something."""
        assert isinstance(node, cst.SimpleStatementLine)
        small = node.body[0]
        if not isinstance(small, (cst.Assign, cst.AugAssign)) and called_method(node) in ("", "append"):
            return
        indent = site.indent(node)
        inner = "".join(f"    {line}" for line in site.whole(node).splitlines(keepends=True))
        yield Edit(*site.lines(node), f"{indent}with torch.no_grad():\n{inner}")


class BaseConstructed:
    """`super().__init__()` at the beginning of a constructor."""

    name = "super().__init__"
    on = (cst.SimpleStatementLine,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Before the first statement that is no docstring, where it is missing."""
        if site.function.name.value != "__init__" or "super(" in site.text(site.function):
            return
        block = [line for line in site.block(node) if not _is_docstring(line)]
        if block and block[0] is node and site.parent(site.parent(node)) is site.function:
            yield Edit(*site.lines(node), f"{site.indent(node)}super().__init__()\n{site.whole(node)}")


class ArgumentAdded:
    """`dim` or `keepdim` given to a function that reduces."""

    name = "argument added"
    on = (cst.Call,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """An axis where none is given, `keepdim` where one may be."""
        assert isinstance(node, cst.Call)
        if not isinstance(node.func, cst.Attribute) or node.func.attr.value not in _REDUCING:
            return
        given = [site.text(argument).strip().rstrip(",") for argument in node.args]
        named = {argument.keyword.value for argument in node.args if argument.keyword is not None}
        called = site.text(node.func)
        further = [] if named & {"dim", "axis"} else ["dim=0", "dim=1", "dim=-1"]
        if "keepdim" not in named and (named or given):
            further.append("keepdim=True")
        for argument in further:
            yield site.replace(node, f"{called}({', '.join([*given, argument])})")


class ReductionAdded:
    """Another reduction asked of a loss."""

    name = "reduction"
    on = (cst.Call,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Of PyTorch's losses, by their names."""
        assert isinstance(node, cst.Call)
        called = site.text(node.func)
        if not re.search(r"Loss$|_loss$|cross_entropy|with_logits$", called):
            return
        kept = [
            site.text(argument).strip().rstrip(",")
            for argument in node.args
            if argument.keyword is None or argument.keyword.value not in ("reduction", "size_average")
        ]
        for reduction in ("mean", "sum"):
            yield site.replace(node, f"{called}({', '.join([*kept, f'reduction={reduction!r}'])})")


def _is_docstring(line: cst.CSTNode) -> bool:
    return (
        isinstance(line, cst.SimpleStatementLine)
        and isinstance(line.body[0], cst.Expr)
        and isinstance(line.body[0].value, (cst.SimpleString, cst.ConcatenatedString))
    )
