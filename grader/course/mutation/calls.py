"""Edits of calls: what is called, in which order arguments stand, what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import libcst as cst

from grader.course.mutation.site import Edit, Site

_PAIRS = (
    ("sum", "mean"), ("max", "min"), ("argmax", "argmin"), ("amax", "amin"), ("maximum", "minimum"), ("zeros", "ones"),
    ("zeros_like", "ones_like"), ("sin", "cos"), ("exp", "log"), ("all", "any"), ("floor", "ceil"), ("abs", "sqrt"),
    ("append", "extend"), ("keys", "values"), ("eval", "train"), ("cumsum", "cumprod"), ("square", "sqrt"),
)  # fmt: skip
_TAKEN_FOR = {name: other for pair in _PAIRS for name, other in (pair, pair[::-1])}
_BARE = {"sum": "max", "len": "max", "max": "min", "min": "max", "all": "any", "any": "all"}
"""Of Python's own functions."""
_UNARY = frozenset(
    {"abs", "sorted", "list", "reversed", "set", "round", "exp", "log", "log1p", "expm1", "sqrt", "square", "tanh",
     "sin", "cos", "sigmoid", "relu", "softmax", "atan", "erf", "norm", "clone", "detach", "deepcopy", "copy"}
)  # fmt: skip
"""Functions of one argument that a learner may forget: their argument is of the kind of their result."""
_SAME_NUMBERS = frozenset({"numpy", "tolist", "cpu", "contiguous", "double", "items"})
"""Methods that hand over the same numbers in another container, which is right wherever none is asked for."""
APPEARANCE = frozenset(
    {"alpha", "c", "cmap", "color", "figsize", "fontsize", "label", "linestyle", "linewidth", "lw", "ls", "marker", "s",
     "zorder"}
)  # fmt: skip
"""Keyword arguments that say only what a figure looks like."""
_IN_ANY_ORDER = frozenset(
    {"max", "min", "maximum", "minimum", "isclose", "allclose", "equal", "hypot", "gcd", "mul", "add"}
)
_EXCEPTIONS = {"ValueError": "RuntimeError", "TypeError": "ValueError", "LookupError": "ValueError",
               "KeyError": "ValueError", "IndexError": "ValueError", "RuntimeError": "ValueError"}  # fmt: skip


class OtherFunction:
    """A function taken for its counterpart: `sum` for `mean`, `max` for `min`."""

    name = "function"
    on = (cst.Call,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Methods, functions of a module and Python's own."""
        assert isinstance(node, cst.Call)
        if isinstance(node.func, cst.Attribute) and node.func.attr.value in _TAKEN_FOR:
            yield site.replace(node.func.attr, _TAKEN_FOR[node.func.attr.value])
        elif isinstance(node.func, cst.Name) and node.func.value in _BARE:
            yield site.replace(node.func, _BARE[node.func.value])


class OtherError:
    """An exception of another class raised."""

    name = "exception"
    on = (cst.Raise,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """One that is no base of the right one."""
        assert isinstance(node, cst.Raise)
        raised = node.exc.func if isinstance(node.exc, cst.Call) else node.exc
        if isinstance(raised, cst.Name) and raised.value in _EXCEPTIONS:
            yield site.replace(raised, _EXCEPTIONS[raised.value])


class CallDropped:
    """A call left out: `x.abs()` becomes `x`, `torch.exp(x)` becomes `x`; so do `.item()`, `.detach()`, `.view(…)`."""

    name = "call dropped"
    on = (cst.Call,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Of methods always, of functions where they take one value and give one of its kind."""
        assert isinstance(node, cst.Call)
        if isinstance(site.parent(node), cst.Expr):
            return
        if isinstance(node.func, cst.Attribute):
            receiver = node.func.value
            if not _is_module(receiver, site):
                if node.func.attr.value not in _SAME_NUMBERS:
                    yield site.replace(node, site.text(receiver))
                return
            called = node.func.attr.value
        elif isinstance(node.func, cst.Name):
            called = node.func.value
        else:
            return
        if called in _UNARY and node.args and node.args[0].keyword is None and not node.args[0].star:
            yield site.replace(node, site.operand(node.args[0].value))


class ArgumentOrder:
    """Two neighbouring arguments exchanged."""

    name = "order of arguments"
    on = (cst.Call,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Of positional ones, unless the function treats them alike."""
        assert isinstance(node, cst.Call)
        called = site.text(node.func).rpartition(".")[2]
        if called in _IN_ANY_ORDER:
            return
        positional = [argument for argument in node.args if argument.keyword is None and not argument.star]
        alike = site.reference.symmetric.get(site.text(node.func), frozenset())
        for place, (first, second) in enumerate(pairwise(positional)):
            if (place, place + 1) not in alike:
                yield site.swap(first.value, second.value)


class ArgumentDropped:
    """A keyword argument left out, so that the default holds: `dim=0`, `keepdim=True`, `reduction="sum"`."""

    name = "argument dropped"
    on = (cst.Call,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """One at a time."""
        assert isinstance(node, cst.Call)
        for dropped in node.args:
            if dropped.keyword is not None and dropped.keyword.value not in APPEARANCE:
                kept = [site.text(argument).strip().rstrip(",") for argument in node.args if argument is not dropped]
                yield site.replace(node, f"{site.text(node.func)}({', '.join(kept)})")


class Range:
    """A loop one step shorter or longer, or begun one step late."""

    name = "range"
    on = (cst.Call,)

    def edits(self, node: cst.CSTNode, site: Site) -> Iterator[Edit]:
        """Begun late only where the loop uses its counter: else it is the shorter one."""
        assert isinstance(node, cst.Call)
        if not (isinstance(node.func, cst.Name) and node.func.value == "range" and 1 <= len(node.args) <= 2):
            return
        stop = node.args[-1].value
        for text in (f"{site.operand(stop)} - 1", f"{site.operand(stop)} + 1"):
            yield site.replace(stop, text)
        loop = site.parent(node)
        counted = not (isinstance(loop, (cst.For, cst.CompFor)) and site.text(loop.target).strip() == "_")
        if counted and len(node.args) == 1:
            yield site.replace(stop, f"1, {site.text(stop)}")


def _is_module(node: cst.BaseExpression, site: Site) -> bool:
    """Whether an expression is a module, or a name in one: no name of the function, and made of names alone."""
    while isinstance(node, cst.Attribute):
        node = node.value
    return isinstance(node, cst.Name) and node.value not in site.names_at(node)
