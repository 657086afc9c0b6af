"""Edits of statements: left out, repeated, in another order, in or out of a block."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import libcst as cst

from grader.course.mutation.effects import called_method, depend
from grader.course.mutation.site import Edit, Site, bound_by, names_in

_LINES = (cst.SimpleStatementLine,)
_BLOCKS = (cst.For, cst.While, cst.If)
_ADDS_UP = frozenset({"append", "extend", "insert", "step", "add_", "sub_", "mul_"})
"""Methods that do something else when called twice."""


class StatementDropped:
    """A statement left out, also a whole loop or `if`."""

    name = "statement dropped"
    on = (cst.SimpleStatementLine, cst.For, cst.While, cst.If, cst.With)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Not the one that gives a name its first value: that would only raise a NameError."""
        if isinstance(node, cst.SimpleStatementLine):
            small = node.body[0]
            if isinstance(small, (cst.Pass, cst.Import, cst.ImportFrom, cst.Global, cst.Nonlocal)):
                return
            if isinstance(small, (cst.Assign, cst.AnnAssign)):
                bound = bound_by(small)
                if bound and not all(site.bound_before(name, node) for name in bound):
                    return
        if isinstance(node, cst.If) and not isinstance(site.parent(node), cst.IndentedBlock):
            return  # an `elif`
        alone = len(site.block(node)) == 1
        yield Edit(*site.lines(node), f"{site.indent(node)}pass\n" if alone else "")


class StatementRepeated:
    """A statement written twice: a step taken twice, an entry recorded twice."""

    name = "statement repeated"
    on = _LINES

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Of calls and of assignments that add to what is there."""
        assert isinstance(node, cst.SimpleStatementLine)
        small = node.body[0]
        if isinstance(small, cst.AugAssign) or called_method(node) in _ADDS_UP:
            text = site.whole(node)
            yield Edit(*site.lines(node), text + text)


class StatementsExchanged:
    """Two neighbouring statements in the other order, where one needs what the other does."""

    name = "order of statements"
    on = _LINES

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """The statement and the one after it."""
        assert isinstance(node, cst.SimpleStatementLine)
        after = _next(node, site)
        if not isinstance(after, cst.SimpleStatementLine) or _leaves(node) or _leaves(after):
            return
        for name in _bound(node) & names_in(after):
            if not site.bound_before(name, node):
                return  # it would only raise a NameError
        if depend(node, after, site):
            yield Edit(*site.lines(node, after), site.whole(after) + site.whole(node))


class StatementOutOfBlock:
    """The last statement of a loop or an `if` written after it."""

    name = "dedent"
    on = _LINES

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Where the block has others."""
        block = site.parent(node)
        holder = site.parent(block)
        if isinstance(holder, cst.Else):
            holder = site.parent(holder)
        elif isinstance(holder, _BLOCKS) and holder.orelse is not None:
            return
        if not isinstance(holder, _BLOCKS) or not isinstance(site.parent(holder), cst.IndentedBlock):
            return
        if _next(node, site) is None and len(site.block(node)) > 1 and site.holds(holder):
            yield Edit(*site.lines(node), _indented(site.whole(node), site.indent(holder)))


class StatementIntoBlock:
    """The statement after a loop or an `if` written as the last one in it."""

    name = "indent"
    on = _BLOCKS

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Not behind a statement that leaves the block."""
        after = _next(node, site)
        last = _last_statement(node)
        if isinstance(after, cst.SimpleStatementLine) and last is not None and not _leaves(last):
            yield Edit(*site.lines(after), _indented(site.whole(after), site.indent(last)))


class LoopLeft:
    """`break` taken for `continue`."""

    name = "loop control"
    on = (cst.Break, cst.Continue)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """And the other way round."""
        yield site.replace(node, "continue" if isinstance(node, cst.Break) else "break")


def _next(node: cst.CSTNode, site: Site) -> cst.CSTNode | None:
    block = site.block(node)
    here = next((index for index, other in enumerate(block) if other is node), len(block))
    return block[here + 1] if here + 1 < len(block) else None


def _last_statement(node: cst.CSTNode) -> cst.CSTNode | None:
    """The statement that stands last in a loop or an `if`, at the depth of its own block."""
    orelse = getattr(node, "orelse", None)
    if orelse is not None:
        return _last_statement(orelse)
    body = getattr(node, "body", None)
    return body.body[-1] if isinstance(body, cst.IndentedBlock) else None


def _leaves(line: cst.CSTNode) -> bool:
    return isinstance(line, cst.SimpleStatementLine) and isinstance(
        line.body[-1], (cst.Return, cst.Raise, cst.Break, cst.Continue)
    )


def _bound(line: cst.SimpleStatementLine) -> set[str]:
    return set().union(*map(bound_by, line.body))


def _indented(text: str, indent: str) -> str:
    return textwrap.indent(textwrap.dedent(text), indent)
