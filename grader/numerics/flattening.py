"""An observed tree as a row of numbers, and the excerpt of them that is kept.

What is allowed of a number is the tolerance that was measured for the right answer, in proportion where the wrong
number is larger than the right ones; and never less than rounding in float32 leaves of the number itself.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import numpy as np

from grader.numerics.blocks import as_floats
from grader.numerics.excerpts import Excerpt
from grader.numerics.nodes import (
    RESOLUTIONS,
    Flat,
    Mapping,
    Node,
    Nothing,
    Numbers,
    Sequence,
    Text,
    Whole,
    block,
    leaf,
)
from grader.numerics.short_texts import shortened

KEPT = 24
"""So many numbers of an observation are kept; of a longer one, as many from all over it, and their sum."""

_ROUNDING = 64 * RESOLUTIONS["float32"]
"""The least that is allowed, relative to the number."""
_DIGITS = 9
"""Significant digits that are kept: as many as a float32 has."""


def excerpt(got: Node, expected: Node | None = None) -> Excerpt:
    """The excerpt of an observed value; `expected` is the right one with its tolerance, if there is one."""
    parts = list(_parts(got))
    form = "".join(part for part in parts if isinstance(part, str))
    numbers = _joined([as_floats(part.flat) for part in parts if isinstance(part, Numbers)])
    measured = list(_measured(expected)) if expected is not None else []
    right = _joined([as_floats(one.flat) for one in measured])
    allowed = _joined([np.zeros(one.flat.size * one.width) if one.allowed is None else one.allowed for one in measured])
    finite = np.isfinite(numbers)
    for kind in ("nan", "inf", "-inf"):
        places = np.flatnonzero(np.isnan(numbers) if kind == "nan" else numbers == float(kind))
        if places.size:
            form += f"; {kind} {places.size} from {places[0]} to {places[-1]}"
    numbers = np.where(finite, numbers, 0.0)
    sizes = np.abs(numbers)
    units = _ROUNDING * sizes
    if right.size == numbers.size:
        scale = float(np.max(np.abs(right), initial=0.0, where=np.isfinite(right)))
        larger = np.maximum(1.0, sizes / scale) if scale else np.ones(sizes.size)
        units = np.maximum(units, allowed * larger)
    if numbers.size > KEPT:
        some = np.linspace(0, numbers.size - 1, KEPT - 1).astype(int)
        numbers, units = np.append(numbers[some], numbers.sum()), np.append(units[some], units.sum())
    return Excerpt(form, tuple(map(_short, numbers.tolist())), tuple(float(f"{unit:.1e}") for unit in units.tolist()))


def _short(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}")


def _measured(expected: Node) -> Iterator[Numbers]:
    """The blocks of numbers of an expected tree, in the order of `_parts`."""
    found = leaf(expected)
    if found is not None:
        yield found
        if found.grad is not None:
            yield from _measured(found.grad)
    elif isinstance(expected, Sequence):
        for item in expected.items:
            yield from _measured(item)
    elif isinstance(expected, Mapping):
        for key in _in_order(expected):
            yield from _measured(expected.items[key])


def _parts(node: Node) -> Iterator[str | Numbers]:
    """The pieces of an observed tree: its form as texts, its numbers as blocks."""
    whole = block(node)
    if whole is not None and (isinstance(node, Numbers) or not whole.holds_state):
        yield _kind(whole)
        yield whole
        if whole.grad is not None:
            yield " grad"
            yield from _parts(whole.grad)
    elif isinstance(node, Sequence):
        yield "("
        for item in node.items:
            yield from _parts(item)
            yield ","
        yield ")"
    elif isinstance(node, Mapping):
        yield "{"
        for key in _in_order(node):
            yield f"{shortened(str(node.names[key]))}:"
            yield from _parts(node.items[key])
            yield ","
        yield "}"
    elif isinstance(node, Text):
        yield f"{shortened(node.type_name)} {shortened(repr(node.text))}"
    elif isinstance(node, Whole):
        yield f"whole {shortened(hex(node.number))}"
    else:
        yield "None" if isinstance(node, Nothing) else "?"


def _in_order(node: Mapping) -> list[Hashable]:
    return sorted(node.items, key=lambda key: str(node.names[key]))


def _kind(numbers: Numbers) -> str:
    shape = numbers.collapsed if numbers.collapsed is not None else numbers.shape
    flag = "bool" if numbers.flat.dtype.kind == "b" else "complex" if numbers.width == 2 else ""
    return f"{flag}{list(shape) if shape is not None else [numbers.flat.size]}"


def _joined(arrays: list[Flat]) -> Flat:
    return np.concatenate(arrays) if arrays else np.zeros(0)
