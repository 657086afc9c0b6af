"""Edits of what belongs together in a formula: parentheses, exchanged parts, further operators and constants."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import libcst as cst

from grader.course.mutation.expressions import is_read
from grader.course.mutation.site import Edit, Site

_FURTHER: dict[type[cst.CSTNode], tuple[str, ...]] = {
    cst.Add: ("/",),
    cst.Multiply: ("-", "@", "**"),
    cst.Divide: ("-",),
    cst.FloorDivide: ("*",),
    cst.Power: ("+", "/"),
}
_FUNCTIONS = {"str": "repr", "log2": "log", "log10": "log", "rand": "randn", "int": "round", "round": "int",
              "reshape": "permute", "sum": "prod", "prod": "sum", "detach": "clone", "min": "sorted"}  # fmt: skip
_MOST_PARTS = 8
_MOST_OPERANDS = 7
_MOST_NAMES = 3
_MOST_TERMS = 4


class FurtherSymbol:
    """An arithmetic operator in place of one that is seldom taken for it, as `@` for `*`."""

    name = "further operator"
    on = tuple(_FURTHER)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Those that mutants leave out."""
        for text in _FURTHER[type(node)]:
            yield site.replace(node, text)


class FurtherFunction:
    """A function in place of one that mutants do not take it for."""

    name = "further function"
    on = (cst.Call,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Methods, functions of a module and Python's own."""
        assert isinstance(node, cst.Call)
        called = node.func.attr if isinstance(node.func, cst.Attribute) else node.func
        if isinstance(called, cst.Name) and called.value in _FUNCTIONS:
            yield site.replace(called, _FUNCTIONS[called.value])


class Accumulating:
    """`=` in place of `+=` where an attribute or an entry is bound."""

    name = "assignment"
    on = (cst.Assign,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """And for a name, the value before the loop may be given elsewhere."""
        assert isinstance(node, cst.Assign)
        target = node.targets[0].target
        if len(node.targets) == 1 and isinstance(target, (cst.Attribute, cst.Subscript)):
            for sign in ("+=", "-="):
                yield site.replace(node, f"{site.text(target)} {sign} {site.text(node.value)}")


class Regrouped:
    """Parentheses set around other operands, or left out."""

    name = "grouping"
    on = (cst.BinaryOperation,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Around any run of operands of one formula, and around none of those that have them."""
        assert isinstance(node, cst.BinaryOperation)
        sign = site.text(node.operator)
        for inner, first in ((node.left, True), (node.right, False)):
            if isinstance(inner, cst.BinaryOperation) and inner.lpar:
                bare, other = _bare(inner, site), site.text(node.right if first else node.left)
                yield site.replace(node, f"{bare}{sign}{other}" if first else f"{other}{sign}{bare}")
        holder = site.parent(node)
        if isinstance(holder, cst.BinaryOperation) and not node.lpar:
            return
        parts = _run(node, site, outermost=True)
        operands = len(parts) // 2 + 1
        for begin, end in combinations(range(min(operands, _MOST_OPERANDS)), 2):
            if end - begin < operands - 1:
                inside = "".join(parts[2 * begin : 2 * end + 1])
                text = "".join(parts[: 2 * begin]) + f"({inside})" + "".join(parts[2 * end + 1 :])
                yield site.replace(node, text)


class CallReach:
    """What a call's parentheses hold: an operand behind them taken in, or the last one inside put behind them."""

    name = "call's reach"
    on = (cst.BinaryOperation, cst.Call)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Of calls with one argument: `sqrt(1) + x` for `sqrt(1 + x)`, and the other way round."""
        text, end = site.reference.text, site.reference.span(node)[1]
        if isinstance(node, cst.BinaryOperation):
            call = _last_call(node.left)
            if call is not None and len(call.args) == 1:
                behind = site.reference.span(call)[1]
                yield Edit(behind - 1, end, text[behind:end] + ")")
        elif isinstance(node, cst.Call) and len(node.args) == 1:
            argument = node.args[0].value
            if isinstance(argument, cst.BinaryOperation) and not argument.lpar:
                begin, behind = site.reference.span(argument)
                inside = begin + len(site.text(argument.left))
                yield Edit(inside, end, text[behind:end] + text[inside:behind])


class TermAdded:
    """A sum in parentheses with one more term."""

    name = "term added"
    on = (cst.BinaryOperation,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """One of the names in scope, added or subtracted."""
        assert isinstance(node, cst.BinaryOperation)
        if node.lpar and isinstance(node.operator, (cst.Add, cst.Subtract)):
            for name in site.names_at(node)[:_MOST_TERMS]:
                for sign in "+-":
                    yield site.replace(node, f"{_bare(node, site)} {sign} {name}")


class PartsExchanged:
    """Two parts of one statement exchanged, or every use of two names."""

    name = "parts exchanged"
    on = (cst.SimpleStatementLine,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Names, numbers and what is in parentheses, the first few of them."""
        assert isinstance(node, cst.SimpleStatementLine)
        parts = list(_parts(node, site))[:_MOST_PARTS]
        for first, second in combinations(parts, 2):
            begin, end = site.reference.span(first), site.reference.span(second)
            if begin[1] <= end[0] and site.text(first) != site.text(second):
                yield site.swap(first, second)
        names = [part for part in parts if isinstance(part, cst.Name)]
        for one, other in combinations(dict.fromkeys(name.value for name in names), 2):
            if sum(name.value in (one, other) for name in names) > 2:
                yield Edit(*site.lines(node), _renamed(node, {one: other, other: one}, site))


class FirstEntry:
    """A list that is begun empty begun with an entry."""

    name = "first entry"
    on = (cst.List,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """One of the names in scope, or 0."""
        assert isinstance(node, cst.List)
        if not node.elements:
            for name in (*site.names_at(node)[:_MOST_NAMES], "0.0"):
                yield site.replace(node, f"[{name}]")


class OtherNumber:
    """Another number in a constant's place: 0, 1, 2, a half, one of the names in scope."""

    name = "number"
    on = (cst.Integer, cst.Float)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Those that stand for something, and the number of entries of what is in scope."""
        assert isinstance(node, (cst.Integer, cst.Float))
        names = site.names_at(node)[:_MOST_NAMES]
        numbers = ("0", "1", "2", "0.5") if isinstance(node, cst.Integer) else ("0.0", "0.5", "1.0", "2.0")
        lengths = [f"len({name})" for name in names]
        for text in (*numbers, *names, *lengths):
            if text != node.value:
                yield site.replace(node, text)
        if isinstance(node, cst.Float):
            yield site.replace(node, repr(float(node.value) * 2))


def _last_call(node: cst.BaseExpression) -> cst.Call | None:
    """The call that an expression ends with, if it does."""
    while isinstance(node, cst.BinaryOperation) and not node.lpar:
        node = node.right
    return node if isinstance(node, cst.Call) and not node.lpar else None


def _parts(node: cst.CSTNode, site: Site) -> Iterator[cst.BaseExpression]:
    """The names that are read, numbers, and operations in parentheses, in the order of the text."""
    if isinstance(node, cst.Name):
        if is_read(node, site) and not _is_called(node, site):
            yield node
        return
    if isinstance(node, (cst.Integer, cst.Float)) or (isinstance(node, cst.BinaryOperation) and node.lpar):
        assert isinstance(node, cst.BaseExpression)
        yield node
    for child in site.reference.children(node):
        yield from _parts(child, site)


def _is_called(node: cst.Name, site: Site) -> bool:
    holder = site.parent(node)
    return isinstance(holder, (cst.Call, cst.Attribute)) and (not isinstance(holder, cst.Call) or holder.func is node)


def _renamed(line: cst.SimpleStatementLine, names: dict[str, str], site: Site) -> str:
    """The lines of a statement with names that are read exchanged."""
    start, _ = site.lines(line)
    text = site.whole(line)
    for part in reversed(list(_parts(line, site))):
        if isinstance(part, cst.Name) and part.value in names:
            begin, end = (place - start for place in site.reference.span(part))
            text = text[:begin] + names[part.value] + text[end:]
    return text


def _run(node: cst.BaseExpression, site: Site, *, outermost: bool = False) -> list[str]:
    """The operands of a formula and the operators between them, as texts; what is in parentheses is one operand."""
    if not isinstance(node, cst.BinaryOperation) or (node.lpar and not outermost):
        return [site.text(node)]
    return [*_run(node.left, site), site.text(node.operator), *_run(node.right, site)]


def _bare(node: cst.BinaryOperation, site: Site) -> str:
    return site.text(node.with_changes(lpar=[], rpar=[]))
