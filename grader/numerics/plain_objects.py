"""Observed values as plain Python and NumPy objects, for authors' properties and for plots."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.wire.values import Array, BigInt, Complex, Cut, Cycle, Items, Opaque, Table, Value


class ObservedArray(np.ndarray):
    """The numbers of a tensor or an array, read-only, with its original attributes.

    Attributes:
        container: "tensor" or "array".
        requires_grad, is_leaf: those of a tensor; False and True for an array.
        grad: a tensor's gradient, or None.
    """

    container: str
    requires_grad: bool
    is_leaf: bool
    grad: ObservedArray | None

    def __array_finalize__(self, made_from: Any) -> None:
        """Reset the attributes: results and slices of the array do not inherit them."""
        self.container, self.requires_grad, self.is_leaf, self.grad = "", False, True, None


def to_plain(value: Value) -> Any:
    """Numbers, strings, lists, tuples, sets, dicts and NumPy scalars as themselves; tensors and arrays as
    `ObservedArray`. An object that did not cross stays the record that stands for it.

    Items of sets and keys of dicts that cannot be hashed (arrays, lists) are left out.
    """
    if isinstance(value, Array):
        return value.to_numpy().reshape(())[()] if value.kind == "scalar" else _array(value)
    if isinstance(value, Items):
        items = [to_plain(item) for item in value.items]
        if value.kind == "set":
            return {item for item in items if _is_hashable(item)}
        return tuple(items) if value.kind == "tuple" else items
    if isinstance(value, Table):
        entries = [(to_plain(key), to_plain(item)) for key, item in value.entries]
        return {key: item for key, item in entries if _is_hashable(key)}
    if isinstance(value, BigInt):
        return int(value.text, 16)
    if isinstance(value, Complex):
        return complex(value.real, value.imag)
    assert value is None or isinstance(value, (bool, int, float, str, Opaque, Cycle, Cut))
    return value


def _array(value: Array) -> ObservedArray:
    array = value.to_numpy().view(ObservedArray)
    array.container = value.kind
    array.requires_grad, array.is_leaf = value.requires_grad, value.is_leaf
    array.grad = None if value.grad is None else _array(value.grad)
    return array


def _is_hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
