"""Edits that put something around a value: a factor, a sign, a power, a term, a method."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import libcst as cst

from grader.course.mutation.expressions import is_read
from grader.course.mutation.site import Edit, Site

_VALUES = (
    cst.BinaryOperation, cst.Call, cst.Name, cst.Attribute, cst.Subscript, cst.Integer, cst.Float, cst.UnaryOperation,
    cst.IfExp, cst.GeneratorExp, cst.List, cst.ListComp,
)  # fmt: skip
# These are asked a hundred times of each node: `isinstance` of libcst's abstract classes would take most of the time.
_TIGHT = {cst.Call, cst.Name, cst.Attribute, cst.Subscript, cst.Integer, cst.Float, cst.List, cst.ListComp}
_NUMBERS = {cst.Integer, cst.Float}
_WHOLE = {cst.Return, cst.Assign, cst.AugAssign, cst.AnnAssign, cst.Element, cst.DictElement, cst.Arg, cst.ListComp,
          cst.GeneratorExp, cst.DictComp, cst.Lambda, cst.For, cst.CompFor}  # fmt: skip
_WITH_VALUE = {cst.Assign, cst.AugAssign, cst.AnnAssign, cst.DictElement, cst.DictComp}
_LOOPS = {cst.For, cst.CompFor}
_BOUND_IN = {cst.AssignTarget, *_LOOPS}
_OPERATIONS = {cst.BinaryOperation, cst.Comparison, cst.ComparisonTarget, cst.UnaryOperation, cst.Index}


@dataclass(frozen=True)
class Wrapped:
    """A value with something around it.

    Attributes:
        name: what the edit is called.
        templates: what takes the value's place, the value itself as `{0}`, a name in scope as `{1}`.
        inner: whether operands are tried too, and not only values that are bound, passed or returned as a whole.
        names: how many of the names in scope are tried.
        numbers: whether a number that is written out is tried as well.
    """

    name: str
    templates: tuple[str, ...]
    inner: bool = False
    names: int = 0
    numbers: bool = False
    on: tuple[type[cst.CSTNode], ...] = _VALUES

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Every template, with every name that it takes."""
        assert isinstance(node, cst.BaseExpression)
        if not self.numbers and type(node) in _NUMBERS:
            return
        if not _is_value(node, site, inner=self.inner):
            return
        text = _tight(node, site)
        names: list[str] = [""]
        if self.names:
            names = [name for name in site.names_at(node) if name != text and name != "self"][: self.names]
        operand = type(site.parent(node)) not in _WHOLE
        for name in names:
            for template in self.templates:
                made = template.format(text, name)
                yield site.replace(node, f"({made})" if operand else made)


def _tight(node: cst.BaseExpression, site: Site) -> str:
    """An expression's text, such that any operator may stand beside it."""
    text = site.text(node)
    return text if node.lpar or type(node) in _TIGHT else f"({text})"


def _is_value(node: cst.BaseExpression, site: Site, *, inner: bool) -> bool:
    if isinstance(node, cst.Name) and not is_read(node, site):
        return False
    holder: Any = site.parent(node)
    kind = type(holder)
    if kind in _OPERATIONS:
        return inner
    if kind in _WITH_VALUE:
        return holder.value is node
    if kind is cst.ListComp or kind is cst.GeneratorExp:
        return holder.elt is node
    if kind in _LOOPS:
        return holder.iter is node
    if kind is cst.Lambda:
        return holder.body is node
    if kind is cst.Arg:
        return holder.value is node and not holder.star
    if kind is cst.Element:
        return type(site.parent(site.parent(holder))) not in _BOUND_IN
    if kind is cst.IfExp:
        return holder.test is not node
    if kind is cst.Attribute:  # (x - y).sum()
        return inner and isinstance(node, cst.BinaryOperation)
    return kind is cst.Return
