"""Edits that put a statement elsewhere, or add one that is missing."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import libcst as cst

from grader.course.mutation.effects import called_method
from grader.course.mutation.site import Edit, Site, bound_by

_LOOPS = (cst.For, cst.While)
_FARTHEST = 3
_RECORDS = frozenset({"append", "extend", "add"})


class StatementOutOfLoop:
    """The first statement of a loop written before it, the last one after it."""

    name = "out of the loop"
    on = _LOOPS

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Where the loop has others."""
        assert isinstance(node, (cst.For, cst.While))
        inside = _statements(node)
        if len(inside) < 2:
            return
        start, end = site.lines(node)
        for moved in dict.fromkeys((inside[0], inside[-1])):
            first, last = site.lines(moved)
            line = _at(site.whole(moved), site.indent(node))
            rest = site.whole(node)[: first - start] + site.whole(node)[last - start :]
            yield Edit(start, end, line + rest if moved is inside[0] else rest + line)


class StatementIntoLoop:
    """The statement before a loop written as the first one in it."""

    name = "into the loop"
    on = _LOOPS

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """As for what is to begin anew each time."""
        inside = _statements(node)
        block = site.block(node)
        here = next((index for index, other in enumerate(block) if other is node), 0)
        for before in block[max(0, here - 2) : here]:
            if inside and isinstance(before, cst.SimpleStatementLine):
                (start, stop), (_, end), (first, _) = site.lines(before), site.lines(node), site.lines(inside[0])
                text = site.reference.text
                moved = _at(site.whole(before), site.indent(inside[0]))
                yield Edit(start, end, text[stop:first] + moved + text[first:end])


class StatementMoved:
    """A statement written up to three places later in its block."""

    name = "place of a statement"
    on = (cst.SimpleStatementLine, cst.For, cst.If)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Also a `return` that comes too early."""
        block = site.block(node)
        here = next((index for index, other in enumerate(block) if other is node), len(block))
        for after in block[here + 1 : here + 1 + _FARTHEST]:
            start, end = site.lines(node, after)
            _, own_end = site.lines(node)
            yield Edit(start, end, site.reference.text[own_end:end] + site.whole(node))


class AtOnce:
    """Two assignments, one after the other, made at once, so that the second sees what was there before the first."""

    name = "at once"
    on = (cst.SimpleStatementLine,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """And a tuple that is assigned to a tuple in two steps."""
        assert isinstance(node, cst.SimpleStatementLine)
        block = site.block(node)
        here = next((index for index, other in enumerate(block) if other is node), len(block))
        pair = [one for line in block[here : here + 2] if (one := _assigned(line)) is not None]
        if len(pair) == 2:
            (first, second) = pair
            targets = f"{site.text(first.targets[0].target)}, {site.text(second.targets[0].target)}"
            text = f"{site.indent(node)}{targets} = {site.text(first.value)}, {site.text(second.value)}\n"
            yield Edit(*site.lines(node, block[here + 1]), text)
        elif pair:
            target, value = pair[0].targets[0].target, pair[0].value
            if isinstance(target, cst.Tuple) and isinstance(value, cst.Tuple) and len(target.elements) == 2:
                steps = [
                    f"{site.indent(node)}{site.text(bound.value)} = {site.text(given.value)}\n"
                    for bound, given in zip(target.elements, value.elements, strict=False)
                ]
                yield Edit(*site.lines(node), "".join(steps))


class ReturnedLast:
    """A `return` that comes too early, inside a loop, written at the end of the function."""

    name = "return at the end"
    on = (cst.SimpleStatementLine,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Where the function ends with no other one."""
        assert isinstance(node, cst.SimpleStatementLine)
        body = site.function.body.body
        last = body[-1]
        inside = any(isinstance(holder, _LOOPS) for holder in site.ancestors(node))
        if not inside or not isinstance(node.body[-1], cst.Return) or isinstance(last, cst.SimpleStatementLine):
            return
        (start, stop), (_, end) = site.lines(node), site.lines(last)
        kept = f"{site.indent(node)}pass\n" if len(site.block(node)) == 1 else ""
        yield Edit(start, end, kept + site.reference.text[stop:end] + _at(site.whole(node), site.indent(last)))


class RecordedOnceMore:
    """What a loop records at its beginning recorded once more after it, or before it what it records at its end."""

    name = "further record"
    on = _LOOPS

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """All records of the loop together, and each alone."""
        records = [line for line in _statements(node) if called_method(line) in _RECORDS]
        chosen = [records, *([line] for line in records)] if len(records) > 1 else [records]
        for lines in chosen if records else ():
            again = "".join(_at(site.whole(line), site.indent(node)) for line in lines)
            yield Edit(*site.lines(node), site.whole(node) + again)
            yield Edit(*site.lines(node), again + site.whole(node))


class ReturnAdded:
    """What was computed last returned at the end of a function that returns nothing there."""

    name = "return"
    on = (cst.SimpleStatementLine, cst.For, cst.While, cst.If, cst.With)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """An expression that stands alone, else one of the names that are bound."""
        block = site.block(node)
        if not block or block[-1] is not node or site.parent(site.parent(node)) is not site.function:
            return
        text, indent = site.whole(node), site.indent(node)
        if isinstance(node, cst.SimpleStatementLine):
            small = node.body[-1]
            if isinstance(small, cst.Return):
                return
            if isinstance(small, cst.Expr):
                yield site.replace(small, f"return {site.text(small)}")
            names = sorted(bound_by(small))
        else:
            names = []
        names += [name for name in reversed(site.names_at(node)) if name not in names]
        for name in names[:_FARTHEST]:
            yield Edit(*site.lines(node), f"{text}{indent}return {name}\n")


def _assigned(line: cst.CSTNode) -> cst.Assign | None:
    """The assignment that a line consists of, if it binds one target."""
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        return None
    small = line.body[0]
    return small if isinstance(small, cst.Assign) and len(small.targets) == 1 else None


def _statements(node: cst.CSTNode) -> list[cst.CSTNode]:
    body = getattr(node, "body", None)
    return list(body.body) if isinstance(body, cst.IndentedBlock) else []


def _at(text: str, indent: str) -> str:
    return textwrap.indent(textwrap.dedent(text), indent)
