"""Edits of expressions: operators, constants, names, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import libcst as cst

from grader.course.mutation.site import Edit, Site

_ARITHMETIC: dict[type[cst.CSTNode], tuple[str, ...]] = {
    cst.Add: ("-", "*"),
    cst.Subtract: ("+", "*"),
    cst.Multiply: ("/", "+"),
    cst.Divide: ("*", "//"),
    cst.FloorDivide: ("/", "%"),
    cst.Modulo: ("//",),
    cst.Power: ("*",),
    cst.MatrixMultiply: ("*",),
    cst.AddAssign: ("-=", "="),
    cst.SubtractAssign: ("+=", "="),
    cst.MultiplyAssign: ("/=", "=", "+="),
    cst.DivideAssign: ("*=", "="),
}
_COMPARISONS: dict[type[cst.CSTNode], tuple[str, ...]] = {
    cst.LessThan: ("<=", ">="),
    cst.LessThanEqual: ("<", ">"),
    cst.GreaterThan: (">=", "<="),
    cst.GreaterThanEqual: (">", "<"),
    cst.Equal: ("!=",),
    cst.NotEqual: ("==",),
    cst.In: ("not in",),
    cst.NotIn: ("in",),
    cst.Is: ("is not",),
    cst.IsNot: ("is",),
}
_ORDERED = (cst.Subtract, cst.Divide, cst.FloorDivide, cst.Modulo, cst.Power, cst.MatrixMultiply)
_SUMS_AND_PRODUCTS = (cst.Add, cst.Subtract, cst.Multiply, cst.Divide, cst.Power, cst.MatrixMultiply)
_MOST_NAMES = 3
# Sets of types: `isinstance` of libcst's abstract classes is slow.
_NAMING = {cst.FunctionDef, cst.NameItem, cst.AsName, cst.Nonlocal, cst.Global}
_SEVERAL = {cst.Element, cst.Tuple, cst.List, cst.StarredElement}
_WITH_TARGET = {cst.AssignTarget, cst.AugAssign, cst.NamedExpr, cst.For, cst.CompFor}


class Symbol:
    """An arithmetic, comparison or assigning operator taken for another."""

    name = "operator"
    on = (*_ARITHMETIC, *_COMPARISONS)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """`+` for `-`, `<=` for `<`, `=` for `+=`, …"""
        for text in _ARITHMETIC.get(type(node)) or _COMPARISONS[type(node)]:
            yield site.replace(node, text)


class Assigning:
    """`=` taken for `+=`."""

    name = "operator"
    on = (cst.Assign,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Of a name that has a value already: else it would only raise a NameError."""
        assert isinstance(node, cst.Assign)
        target = node.targets[0].target
        if len(node.targets) == 1 and isinstance(target, cst.Name) and site.bound_before(target.value, node):
            yield site.replace(node, f"{target.value} += {site.text(node.value)}")


class Logic:
    """`and` for `or`, an operand of either left out, `not` left out."""

    name = "logic"
    on = (cst.BooleanOperation, cst.UnaryOperation)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Also a sign left out."""
        if isinstance(node, cst.BooleanOperation):
            yield site.replace(node.operator, "or" if isinstance(node.operator, cst.And) else "and")
            yield site.replace(node, site.text(node.left))
            yield site.replace(node, site.text(node.right))
        elif isinstance(node, cst.UnaryOperation) and isinstance(node.operator, (cst.Not, cst.Minus)):
            yield site.replace(node, site.text(node.expression))


class Condition:
    """A condition negated, or one that always or never holds."""

    name = "condition"
    on = (cst.If, cst.While, cst.IfExp, cst.CompIf)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """A lone comparison is negated by its operator."""
        assert isinstance(node, (cst.If, cst.While, cst.IfExp, cst.CompIf))
        test = node.test
        if not (isinstance(test, cst.Comparison) and len(test.comparisons) == 1):
            yield site.replace(test, f"not ({site.text(test)})")
        yield site.replace(test, "False")
        if not isinstance(node, cst.While):
            yield site.replace(test, "True")


class Dropped:
    """A term, factor, divisor or exponent left out."""

    name = "term dropped"
    on = (cst.BinaryOperation,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Either operand alone."""
        assert isinstance(node, cst.BinaryOperation)
        if isinstance(node.operator, _SUMS_AND_PRODUCTS):
            yield site.replace(node, site.text(node.left))
            if not isinstance(node.operator, cst.Power):
                yield site.replace(node, site.text(node.right))


class Reversed:
    """The two operands exchanged where their order counts."""

    name = "operands exchanged"
    on = (cst.BinaryOperation,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Not under an even power or `abs`, which hide it."""
        assert isinstance(node, cst.BinaryOperation)
        if isinstance(node.operator, _ORDERED) and not self._hidden(node, site):
            middle = site.text(node.operator)
            yield site.replace(node, f"{site.operand(node.right)}{middle}{site.operand(node.left)}")

    def _hidden(self, node: cst.BinaryOperation, site: Site) -> bool:
        holder = site.parent(node)
        if not isinstance(node.operator, cst.Subtract):
            return False
        if isinstance(holder, cst.BinaryOperation) and isinstance(holder.operator, cst.Power):
            exponent = holder.right
            return isinstance(exponent, cst.Integer) and int(exponent.value) % 2 == 0
        if isinstance(holder, cst.Arg):
            called = site.parent(holder)
            return isinstance(called, cst.Call) and site.text(called.func).rpartition(".")[2] in ("abs", "square")
        return isinstance(holder, cst.Attribute) and holder.attr.value in ("abs", "square", "norm")


class Constant:
    """Another constant: a number one more or less, a truth value turned, a text left empty."""

    name = "constant"
    on = (cst.Integer, cst.Float, cst.Name, cst.SimpleString)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """`"mean"` and `"sum"` are taken for each other."""
        if isinstance(node, cst.Integer):
            value = int(node.value, 0)
            yield site.replace(node, str(value + 1))
            yield site.replace(node, str(value - 1) if value else "(-1)")
        elif isinstance(node, cst.Float):
            number = float(node.value)
            yield site.replace(node, repr(number + 1.0))
            if number:
                yield site.replace(node, repr(number / 2))
        elif isinstance(node, cst.Name) and node.value in ("True", "False"):
            yield site.replace(node, "False" if node.value == "True" else "True")
        elif isinstance(node, cst.SimpleString) and node.raw_value:
            other = {"mean": "sum", "sum": "mean"}.get(node.raw_value, "")
            yield site.replace(node, f'"{other}"')


class OtherName:
    """A name taken for another one that is in scope."""

    name = "name"
    on = (cst.Name,)

    def __init__(self, most: int = _MOST_NAMES) -> None:
        self._most = most

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Of variables the nearest few; of functions those of the exercise that take as many arguments."""
        assert isinstance(node, cst.Name)
        holder = site.parent(node)
        if isinstance(holder, cst.Call) and holder.func is node and node.value in site.reference.arity:
            arity = site.reference.arity[node.value]
            others = [name for name, other in site.reference.arity.items() if other == arity and name != node.value]
        elif is_read(node, site):
            names = site.names_at(node)
            if node.value not in names:
                return
            here = names.index(node.value)
            others = [name for name in names if name != node.value]
            others.sort(key=lambda name: abs(names.index(name) - here))
        else:
            return
        for name in others[: self._most]:
            yield site.replace(node, name)


class OtherAttribute:
    """An attribute taken for another one that the function uses, as in `self.grad` for `self.data`."""

    name = "attribute"
    on = (cst.Attribute,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Of attributes that are not called; `.data` is left out, too."""
        assert isinstance(node, cst.Attribute)
        if not _is_plain_attribute(node, site):
            return
        mine = site.text(node.value)
        used = sorted(
            {
                other.attr.value
                for other in attributes_in(site.function.body)
                if _is_plain_attribute(other, site) and (site.text(other.value) == mine or mine in ("self", "other"))
            }
            - {node.attr.value}
        )
        for attribute in used[:_MOST_NAMES]:
            yield site.replace(node.attr, attribute)
        if node.attr.value in ("data", "T"):
            yield site.replace(node, site.text(node.value))


class Bound:
    """A bound of a slice left out."""

    name = "slice"
    on = (cst.Slice,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """The lower one, then the upper one."""
        assert isinstance(node, cst.Slice)
        if node.lower is not None:
            yield site.replace(node.lower, "")
        if node.upper is not None:
            yield site.replace(node.upper, "")


class Order:
    """Two neighbours in a returned tuple, or in a tuple that is assigned to, exchanged."""

    name = "order of a tuple"
    on = (cst.Tuple,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Each pair of neighbours, unless both are given the same."""
        assert isinstance(node, cst.Tuple)
        holder = site.parent(node)
        given: list[str] = []
        if isinstance(holder, cst.AssignTarget):
            assigned = site.parent(holder)
            if isinstance(assigned, cst.Assign) and isinstance(assigned.value, cst.Tuple):
                given = [site.text(element.value) for element in assigned.value.elements]
        elif not isinstance(holder, cst.Return):
            return
        for place, (first, second) in enumerate(pairwise(node.elements)):
            if len(set(given[place : place + 2])) != 1:
                yield site.swap(first.value, second.value)


def is_read(node: cst.Name, site: Site) -> bool:
    """Whether a name is one whose value is used: no attribute, keyword, parameter or target."""
    holder = site.parent(node)
    if isinstance(holder, (cst.Attribute, cst.Arg)):
        return holder.value is node
    if isinstance(holder, cst.Param):
        return holder.default is node
    if type(holder) in _NAMING:
        return False
    inner: cst.CSTNode = node
    while type(holder) in _SEVERAL:
        inner, holder = holder, site.parent(holder)
    return type(holder) not in _WITH_TARGET or getattr(holder, "target", None) is not inner


def attributes_in(node: cst.CSTNode) -> Iterator[cst.Attribute]:
    """The attributes that a node reads or sets."""
    if isinstance(node, cst.Attribute):
        yield node
    for child in node.children:
        yield from attributes_in(child)


def _is_plain_attribute(node: cst.Attribute, site: Site) -> bool:
    """Whether it is no method that is called, and no name in a module."""
    holder = site.parent(node)
    if isinstance(holder, cst.Call) and holder.func is node:
        return False
    while isinstance(node.value, cst.Attribute):
        node = node.value
    return isinstance(node.value, cst.Name) and node.value.value in site.names_at(node.value)
