"""Observed values as plain Python and NumPy objects: for authors' properties, and for plots."""

from __future__ import annotations

from typing import Any

from grader.worker.values import Array, BigInt, Complex, Cut, Cycle, Items, Opaque, Table, Value


def to_plain(value: Value) -> Any:
    """Numbers, strings, lists, tuples, sets and dicts as themselves; tensors and arrays as NumPy arrays, NumPy
    scalars as Python numbers. What did not cross stays the record that stands for it.

    Items of sets and keys of dicts that cannot be hashed (arrays, lists) are left out.
    """
    if isinstance(value, Array):
        numbers = value.to_numpy()
        return numbers.reshape(()).item() if value.kind == "scalar" else numbers
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


def _is_hashable(value: Any) -> bool:
    try:
        hash(value)
    except TypeError:
        return False
    return True
