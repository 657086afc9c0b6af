"""Edits of code that uses autograd: gradients cleared at the wrong time, graphs cut, guards left out."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from grader.course.mutation.effects import called_method
from grader.course.mutation.site import Edit, Site

_GUARDS = frozenset({"no_grad", "inference_mode", "enable_grad", "set_grad_enabled"})


class GuardDropped:
    """`with torch.no_grad():` left out."""

    name = "no_grad dropped"
    on = (cst.With,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Its block stays, at the depth of the statement itself."""
        assert isinstance(node, cst.With)
        guard = node.items[0].item
        if len(node.items) == 1 and isinstance(guard, cst.Call) and isinstance(node.body, cst.IndentedBlock):
            if site.text(guard.func).rpartition(".")[2] not in _GUARDS:
                return
            deeper = len(site.indent(node.body.body[0])) - len(site.indent(node))
            text = site.whole(node.body.body[0], node.body.body[-1])
            yield Edit(*site.lines(node), "".join(line[deeper:] or "\n" for line in text.splitlines(keepends=True)))


class GradientCleared:
    """The gradient cleared after it was computed, before it is used."""

    name = "zero_grad inserted"
    on = (cst.SimpleStatementLine,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """By what the function clears it with elsewhere."""
        if called_method(node) != "backward":
            return
        clearing = [line for line in _lines_in(site.function) if called_method(line) in ("zero_grad", "zero_")]
        for line in clearing[:1]:
            text = site.whole(line).strip()
            yield Edit(*site.lines(node), f"{site.whole(node)}{site.indent(node)}{text}\n")


class GraphCut:
    """A result cut from its graph, or computed without one."""

    name = "detach inserted"
    on = (cst.Return,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """In exercises that use autograd."""
        assert isinstance(node, cst.Return)
        if site.uses_autograd and isinstance(node.value, (cst.Call, cst.BinaryOperation, cst.Name)):
            yield site.replace(node.value, f"{site.operand(node.value)}.detach()")


def _lines_in(node: cst.CSTNode) -> Iterator[cst.SimpleStatementLine]:
    if isinstance(node, cst.SimpleStatementLine):
        yield node
    else:
        for child in node.children:
            yield from _lines_in(child)
