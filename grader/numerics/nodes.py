"""Observations as the comparison sees them: blocks of numbers, sequences, mappings, texts.

`grader.numerics.reading` builds a tree of nodes from a wire value. A list or tuple of numbers is also available as one
block, so that a list of floats, a list of 0-d tensors and a 1-D array can be compared at once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, repeat
from typing import Any, Literal, TypeAlias

import numpy as np

from grader.wire.values import Array

PathItem = str | int
Path = tuple[PathItem, ...]
Flat: TypeAlias = "np.ndarray[Any, np.dtype[Any]]"

RESOLUTIONS = {
    "float16": 2.0**-11, "bfloat16": 2.0**-8, "float32": 2.0**-24, "float64": 2.0**-53,
    "complex64": 2.0**-24, "complex128": 2.0**-53,
}  # fmt: skip
"""The largest relative rounding error of each floating-point dtype."""


@dataclass(frozen=True)
class Numbers:
    """A number, or a rectangular block of numbers.

    Attributes:
        flat: the numbers in C order, shape (n,): bool, int64, uint64, float64 or complex128.
        shape: the block's shape, or None if items of one number each differ in shape.
        collapsed: the shape if each item of one number counts as a scalar, or None if items differ in size.
        form: "float" for anything that `isinstance` accepts as a Python number, "tensor", "ndarray", a NumPy scalar's
            dtype, or "list of ..." / "tuple of ...".
        dtype: the common dtype, "mixed" if there is none, "" for an empty list.
        inexact: mask of the floating-point numbers, shape (n,).
        resolution: the largest relative rounding error of its least precise floating-point dtype; 0 if it has none.
        array: the wire value it was read from, if that is a single tensor or array.
        grad: the gradient stored with it.
        holds_state: whether an item has a gradient or requires one, which a block would lose.
        allowed: its tolerance, float64, shape (n,), or (2 n,) for complex numbers (real, imaginary); None means exact.
    """

    flat: Flat
    shape: tuple[int, ...] | None
    collapsed: tuple[int, ...] | None
    form: str
    dtype: str
    inexact: Flat
    resolution: float = 0.0
    array: Array | None = None
    grad: Node | None = None
    holds_state: bool = False
    allowed: Flat | None = None

    @property
    def is_sequence(self) -> bool:
        """Whether it was a list, tuple or set rather than a single tensor or array."""
        return " of " in self.form

    @property
    def width(self) -> int:
        """The number of floats for each number: two for complex numbers."""
        return 2 if self.flat.dtype.kind == "c" else 1


@dataclass(frozen=True)
class Sequence:
    """A list, tuple or set of `count` items; `numbers` is its view as one block, if it has one."""

    kind: Literal["list", "tuple", "set"]
    count: int
    numbers: Numbers | None
    make_items: Callable[[], tuple[Node, ...]]

    @cached_property
    def items(self) -> tuple[Node, ...]:
        """Its items as separate nodes, created on demand because a long list of numbers seldom needs them."""
        return self.make_items()


@dataclass(frozen=True)
class Mapping:
    """A dict: its items by hashable key, and each key's name for a reader."""

    items: dict[Hashable, Node]
    names: dict[Hashable, PathItem]


@dataclass(frozen=True)
class Text:
    """A string, or an object that crossed as text only."""

    type_name: str
    text: str


@dataclass(frozen=True)
class Whole:
    """An integer beyond int64."""

    number: int


@dataclass(frozen=True)
class Nothing:
    """None."""


@dataclass(frozen=True)
class Unsupported:
    """A part that cannot be compared, and why."""

    why: str


Node = Numbers | Sequence | Mapping | Text | Whole | Nothing | Unsupported


def block(node: Node) -> Numbers | None:
    """The node as one block of numbers, if it is one."""
    if isinstance(node, Numbers):
        return node
    return node.numbers if isinstance(node, Sequence) else None


def leaf(node: Node) -> Numbers | None:
    """The block that an expected node is compared as, if it is compared as a block.

    A tuple is a record and is compared item by item, so that each item has its own path; so is a list of tensors that
    have or require gradients.
    """
    if isinstance(node, Numbers):
        return node
    if isinstance(node, Sequence) and node.kind != "tuple" and node.numbers and not node.numbers.holds_state:
        return node.numbers
    return None


def leaves(node: Node) -> Iterator[Numbers]:
    """The blocks of numbers of an expected tree, in the order in which tolerances are stored."""
    found = leaf(node)
    if found is not None:
        yield found
        if found.grad is not None:
            yield from leaves(found.grad)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from leaves(item)
    elif isinstance(node, Mapping):
        for item in node.items.values():
            yield from leaves(item)


def with_allowed(node: Node, allowed: Iterator[Flat | None]) -> Node:
    """The same tree, with the next item of `allowed` stored in each of its `leaves`."""
    found = leaf(node)
    if found is not None:
        kept = replace(found, allowed=next(allowed))
        if kept.grad is not None:
            kept = replace(kept, grad=with_allowed(kept.grad, allowed))
        return replace(node, numbers=kept) if isinstance(node, Sequence) else kept
    if isinstance(node, Sequence):
        made = tuple(with_allowed(item, allowed) for item in node.items)
        return replace(node, make_items=lambda: made)
    if isinstance(node, Mapping):
        return replace(node, items={key: with_allowed(item, allowed) for key, item in node.items.items()})
    return node


def items(node: Sequence | Numbers, count: int) -> tuple[Node, ...]:
    """The first `count` items of a sequence, or of a block along its first axis."""
    found = leaf(node)
    if isinstance(node, Sequence) and (found is None or found.allowed is None):
        return node.items[:count]
    assert found is not None
    return tuple(islice(_parts(found), count))


def length(node: Node) -> int | None:
    """The number of items of a sequence, or of a block along its first axis."""
    if isinstance(node, Sequence):
        return node.count
    return node.shape[0] if isinstance(node, Numbers) and node.shape else None


def _parts(numbers: Numbers) -> Iterator[Numbers]:
    outer = numbers.shape if numbers.shape is not None else numbers.collapsed
    if not outer:
        return
    size = numbers.flat.size // outer[0] if outer[0] else 0
    width = numbers.width
    for start in range(0, outer[0] * size, size) if size else repeat(0, outer[0]):
        part = slice(start, start + size)
        yield replace(
            numbers,
            flat=numbers.flat[part],
            shape=None if numbers.shape is None else numbers.shape[1:],
            collapsed=() if size == 1 else None if numbers.collapsed is None else numbers.collapsed[1:],
            form=numbers.form.split(" of ", 1)[-1],
            inexact=numbers.inexact[part],
            array=None,
            grad=None,
            allowed=None if numbers.allowed is None else numbers.allowed[start * width : (start + size) * width],
        )
