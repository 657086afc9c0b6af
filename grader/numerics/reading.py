"""Reads wire values into nodes. Never raises: whatever cannot be compared becomes `Unsupported`."""

from __future__ import annotations

import struct
from collections.abc import Hashable
from dataclasses import dataclass, field, replace

import numpy as np

from grader.numerics.nodes import (
    RESOLUTIONS,
    Mapping,
    Node,
    Nothing,
    Numbers,
    Sequence,
    Text,
    Unsupported,
    Whole,
    block,
)
from grader.wire.values import MAX_DEPTH, Array, BigInt, Complex, Cut, Cycle, Items, Opaque, Table, Value

_FLOAT64 = struct.Struct("<d")
_CUT_OFF = Cut("nodes")
_PYTHON_DTYPES: dict[type, str] = {bool: "bool", int: "int64", float: "float64"}
_NO_NUMBERS = {type(None), str, BigInt, Table, Opaque, Cycle, Cut}
"""Types of items that are no block of numbers, so that what holds one is none either."""


def read(value: Value) -> Node:
    """The tree of a wire value."""
    return _read(value, 0)


def _read(value: Value, depth: int) -> Node:
    # The codec stops at MAX_DEPTH, so a deeper value was not encoded by it.
    if depth > MAX_DEPTH + 1:
        return Unsupported("nested too deeply")
    match value:
        case None:
            return Nothing()
        case bool() | int() | float():
            return _number(value)
        case str():
            return Text("str", value)
        case Array():
            return _array(value, depth)
        case Items():
            return _sequence(value, depth)
        case Table():
            return _mapping(value, depth)
        case Complex():
            flat = np.array([complex(value.real, value.imag)])
            return Numbers(flat, (), (), "float", "complex128", np.array([True]), RESOLUTIONS["complex128"])
        case BigInt():
            return _whole(value)
        case Opaque():
            return Text(value.type_name, value.text)
        case Cycle():
            return Unsupported("a container inside itself")
        case Cut():
            return Unsupported(f"too large to compare ({value.cap})")
        case _:
            return Unsupported(type(value).__name__)


def _number(value: bool | int | float) -> Node:
    kind = type(value)
    dtype = _PYTHON_DTYPES.get(kind)
    if dtype is None or (type(value) is int and not _fits(value)):
        return Whole(int(value)) if isinstance(value, int) else Unsupported(kind.__name__)
    inexact = kind is float
    return Numbers(np.array([value]), (), (), "float", dtype, np.array([inexact]), RESOLUTIONS[dtype] if inexact else 0)


def _whole(value: BigInt) -> Node:
    try:
        return Whole(int(value.text, 16))
    except ValueError:
        return Unsupported("an integer that cannot be read")


def _array(value: Array, depth: int) -> Node:
    size = 1
    for extent in value.shape:
        size *= extent
    if size:
        try:
            flat = value.to_numpy().reshape(-1)
        except ValueError:
            return Unsupported("an array of impossible shape")
    else:
        flat = np.empty(0)
    if value.dtype == "bool":
        # NumPy cannot compare bools whose byte is neither 0 nor 1.
        flat = flat.view(np.uint8) != 0 if size else np.empty(0, bool)
    elif flat.dtype.kind == "c":
        flat = flat.astype(np.complex128)
    elif flat.dtype.kind == "f":
        with np.errstate(invalid="ignore"):  # converting a signalling NaN warns
            flat = flat.astype(np.float64)
    else:
        flat = flat.astype(np.uint64 if value.dtype == "uint64" else np.int64)
    return Numbers(
        flat,
        value.shape,
        () if size == 1 else value.shape,
        _form(value),
        value.dtype,
        np.full(flat.shape, value.dtype in RESOLUTIONS),
        RESOLUTIONS.get(value.dtype, 0.0),
        array=value,
        grad=None if value.grad is None else _read(value.grad, depth + 1),
    )


def _has_state(value: Array) -> bool:
    return value.requires_grad or value.grad is not None


def _form(value: Array) -> str:
    if value.kind == "scalar":
        # NumPy's float64 is a subclass of Python's float, its complex128 of complex.
        return "float" if value.dtype in ("float64", "complex128") else value.dtype
    return "tensor" if value.kind == "tensor" else "ndarray"


def _sequence(value: Items, depth: int) -> Node:
    if _is_cut_off(value):
        return _read(_CUT_OFF, depth)  # the rest has hundreds of thousands of items, each of which would be read
    kinds = {type(item) for item in value.items}
    if kinds <= _PYTHON_DTYPES.keys() and not any(type(item) is int and not _fits(item) for item in value.items):
        flat = np.array(value.items)
        inexact = np.fromiter((type(item) is float for item in value.items), bool, len(value.items))
        dtype = "mixed" if len(kinds) > 1 else _PYTHON_DTYPES[kinds.pop()] if kinds else ""
        resolution = RESOLUTIONS["float64"] if inexact.any() else 0.0
        numbers = Numbers(flat, flat.shape, flat.shape, f"{value.kind} of float", dtype, inexact, resolution)
        return Sequence(
            value.kind, flat.size, _sorted(numbers), lambda: tuple(_read(item, depth + 1) for item in value.items)
        )
    # What holds something else is no block, and few of its items are looked at.
    scalars = None if kinds & _NO_NUMBERS else _scalars(value)
    if scalars is not None or kinds & _NO_NUMBERS:
        return Sequence(
            value.kind,
            len(value.items),
            _sorted(scalars),
            lambda: tuple(_read(item, depth + 1) for item in value.items),
        )
    nodes = tuple(_read(item, depth + 1) for item in value.items)
    return Sequence(value.kind, len(nodes), _sorted(_joined(value.kind, nodes)), lambda: nodes)


def _is_cut_off(value: Items) -> bool:
    """Whether a list ends where there was no room for more."""
    last: Value = value
    while isinstance(last, Items) and last.items:
        last = last.items[-1]
    return last == _CUT_OFF


def _scalars(value: Items) -> Numbers | None:
    """The same as `_joined` for floats and one-element float64 tensors (a history), read at once instead of by item."""
    flat: list[float] = []
    shapes: set[tuple[int, ...]] = set()
    forms: set[str] = set()
    for item in value.items:
        if type(item) is float:
            flat.append(item)
            shapes.add(())
            forms.add("float")
        elif type(item) is Array and item.dtype == "float64" and len(item.data) == 8 and not _has_state(item):
            flat += _FLOAT64.unpack(item.data)
            shapes.add(item.shape)
            forms.add(_form(item))
        else:
            return None
    if not flat:
        return None
    count = len(flat)
    return Numbers(
        np.array(flat),
        (count, *shapes.pop()) if len(shapes) == 1 else None,
        (count,),
        f"{value.kind} of {forms.pop() if len(forms) == 1 else 'mixed'}",
        "float64",
        np.ones(count, bool),
        RESOLUTIONS["float64"],
    )


def _fits(number: int) -> bool:
    return -(2**63) <= number < 2**63


def _joined(kind: str, nodes: tuple[Node, ...]) -> Numbers | None:
    blocks = [found for found in map(block, nodes) if found is not None]
    if not blocks or len(blocks) < len(nodes):
        return None
    shapes, collapsed = {one.shape for one in blocks}, {one.collapsed for one in blocks}
    shape = None if len(shapes) > 1 or None in shapes else (len(blocks), *(blocks[0].shape or ()))
    small = None if len(collapsed) > 1 or None in collapsed else (len(blocks), *(blocks[0].collapsed or ()))
    if shape is None and small is None:
        return None
    forms, dtypes = {one.form for one in blocks}, {one.dtype for one in blocks}
    return Numbers(
        np.concatenate([one.flat for one in blocks]),
        shape,
        small,
        f"{kind} of {forms.pop() if len(forms) == 1 else 'mixed'}",
        dtypes.pop() if len(dtypes) == 1 else "mixed",
        np.concatenate([one.inexact for one in blocks]),
        max(one.resolution for one in blocks),
        holds_state=any(one.holds_state or (one.array is not None and _has_state(one.array)) for one in blocks),
    )


def _sorted(numbers: Numbers | None) -> Numbers | None:
    """A set's numbers in ascending order, because a set's own order is arbitrary."""
    if numbers is None or not numbers.form.startswith("set") or numbers.shape is None or len(numbers.shape) != 1:
        return numbers
    order = np.argsort(numbers.flat)
    return replace(numbers, flat=numbers.flat[order], inexact=numbers.inexact[order])


def _mapping(value: Table, depth: int) -> Mapping:
    found = Mapping({}, {})
    for key, item in value.entries:
        hashable = _key(key, depth)
        found.items[hashable] = _read(item, depth + 1)
        found.names[hashable] = key if isinstance(key, str) or type(key) is int else _key_name(hashable)
    return found


@dataclass(frozen=True)
class _Named:
    """A key that is not a plain Python value."""

    kind: str
    parts: tuple[Hashable, ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.kind}({', '.join(map(str, self.parts))})"


def _key(key: Value, depth: int) -> Hashable:
    if depth > MAX_DEPTH + 1:
        return _Named("deep")
    if isinstance(key, float) and key != key:
        return _Named("nan")
    if key is None or isinstance(key, (bool, int, float, str)):
        return key
    if isinstance(key, Items):
        return _Named(key.kind, tuple(_key(item, depth + 1) for item in key.items))
    if isinstance(key, Array):
        numbers = _array(key, depth)
        if isinstance(numbers, Numbers) and numbers.collapsed == ():
            return _key(numbers.flat[0].item(), depth) if numbers.width == 1 else _Named(str(numbers.flat[0]))
        return _Named("array", (key.dtype, key.shape, key.data))
    if isinstance(key, BigInt):
        return _Named("int", (key.text,))
    if isinstance(key, Complex):
        return _Named("complex", (repr(key.real), repr(key.imag)))
    if isinstance(key, Opaque):
        return _Named(key.type_name, (key.text,))
    return _Named(type(key).__name__)


def _key_name(key: Hashable) -> str:
    return str(key)[:80]
