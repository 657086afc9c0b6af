"""Observed values as they cross the wire: plain typed records, decoded without torch and without trust.

A `Value` is None, a bool, int, float or str, or one of the records below. Every record is checked when it is decoded;
`Array.to_numpy` returns its numbers as a NumPy array, whichever library they came from.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import msgspec
from msgspec import Meta

if TYPE_CHECKING:
    import numpy as np

MAX_DEPTH = 32
MAX_NODES = 200_000
MAX_BYTES = 32 * 1024 * 1024
MAX_TEXT = 20_000
MAX_SHORT_TEXT = 200
MAX_CONTAINER_KEYS = 1000
"""How many dict keys and set items of one value may be containers: such keys can be chosen with equal hashes, and a
dict of them takes quadratic time."""

_MAX_DIMENSIONS = 32
_HEXADECIMAL = re.compile(r"-?0x[0-9a-f]+", re.ASCII)

Text = Annotated[str, Meta(max_length=MAX_TEXT)]
ShortText = Annotated[str, Meta(max_length=MAX_SHORT_TEXT)]

_ITEM_SIZES = {
    "bool": 1, "uint8": 1, "int8": 1, "int16": 2, "uint16": 2, "int32": 4, "uint32": 4, "int64": 8, "uint64": 8,
    "float16": 2, "bfloat16": 2, "float32": 4, "float64": 8, "complex64": 8, "complex128": 16,
}  # fmt: skip


class InvalidValue(Exception):
    """What came over the wire is not a valid value."""


class Array(msgspec.Struct, frozen=True, array_like=True, tag="array", forbid_unknown_fields=True):
    """A tensor, a NumPy array or a NumPy scalar: `data` holds its numbers in C order, little endian.

    `flexible` marks case data that may be passed in another container.
    """

    kind: Literal["tensor", "array", "scalar"]
    dtype: str
    shape: tuple[int, ...]
    data: bytes
    requires_grad: bool = False
    is_leaf: bool = True
    grad: Array | None = None
    flexible: bool = False

    def __post_init__(self) -> None:
        size = _ITEM_SIZES.get(self.dtype)
        if size is None:
            raise ValueError(f"unknown dtype {self.dtype[:40]!r}")
        if self.shape and (len(self.shape) > _MAX_DIMENSIONS or min(self.shape) < 0):
            raise ValueError("impossible shape")
        if math.prod(self.shape) * size != len(self.data):
            raise ValueError("shape and data disagree")
        # NumPy refuses such a shape for an empty array too.
        if not self.data and math.prod(extent or 1 for extent in self.shape) * size >= 2**62:
            raise ValueError("impossible shape")
        if self.grad is not None and self.grad.grad is not None:
            raise ValueError("a gradient with a gradient")

    def to_numpy(self) -> np.ndarray:
        """The numbers as a read-only array; bfloat16, which NumPy lacks, as float32 with the same values."""
        import numpy as np

        if self.dtype == "bfloat16":
            widened = np.frombuffer(self.data, dtype="<u2").astype("<u4") << 16
            widened.setflags(write=False)
            return widened.view("<f4").reshape(self.shape)
        return np.frombuffer(self.data, dtype=_little_endian(self.dtype)).reshape(self.shape)


@cache
def _little_endian(dtype: str) -> np.dtype[Any]:
    import numpy as np

    return np.dtype(dtype).newbyteorder("<")


class Items(msgspec.Struct, frozen=True, array_like=True, tag="items", forbid_unknown_fields=True):
    """A list, a tuple or a set (a set's items in the order of their encoding)."""

    kind: Literal["list", "tuple", "set"]
    items: tuple[Value, ...]


class Table(msgspec.Struct, frozen=True, array_like=True, tag="table", forbid_unknown_fields=True):
    """A dict, in insertion order."""

    entries: tuple[tuple[Value, Value], ...]


class BigInt(msgspec.Struct, frozen=True, array_like=True, tag="int", forbid_unknown_fields=True):
    """An integer of more than 64 bits, in hexadecimal."""

    text: Text

    def __post_init__(self) -> None:
        if not _HEXADECIMAL.fullmatch(self.text):
            raise ValueError("no hexadecimal integer")


class Complex(msgspec.Struct, frozen=True, array_like=True, tag="complex", forbid_unknown_fields=True):
    """A Python complex number."""

    real: float
    imag: float


class Opaque(msgspec.Struct, frozen=True, array_like=True, tag="opaque", forbid_unknown_fields=True):
    """Any other object: the name of its type and a short text for it."""

    type_name: ShortText
    text: ShortText = ""


class Cycle(msgspec.Struct, frozen=True, array_like=True, tag="cycle", forbid_unknown_fields=True):
    """A reference to a container that encloses it, `up` levels above."""

    up: int


class Cut(msgspec.Struct, frozen=True, array_like=True, tag="cut", forbid_unknown_fields=True):
    """Stands for a part that was left out because a cap was reached."""

    cap: Literal["depth", "nodes", "bytes"]


Value = None | bool | int | float | Text | Array | Items | Table | BigInt | Complex | Opaque | Cycle | Cut


class Held(NamedTuple):
    """The contents of one container of a value: all parts, the parts that are keys (or items of a set), and how many
    containers enclose them."""

    parts: tuple[Value, ...]
    keys: tuple[Value, ...]
    depth: int


def walk(value: Value) -> Iterator[Held]:
    """Yields the value itself, then the contents of each container in it. Not recursive: the sender chose how deep it
    is."""
    yield Held((value,), (), 0)
    waiting = [(value, 1)] if isinstance(value, (Items, Table)) else []
    while waiting:
        container, depth = waiting.pop()
        if isinstance(container, Table):
            parts: tuple[Value, ...] = tuple(part for entry in container.entries for part in entry)
            keys: tuple[Value, ...] = parts[::2]
        else:
            parts = container.items
            keys = parts if container.kind == "set" else ()
        yield Held(parts, keys, depth)
        waiting += [(part, depth + 1) for part in parts if isinstance(part, (Items, Table))]


@dataclass(frozen=True, slots=True)
class Extent:
    """The size of a value: how many values it consists of, the numbers in its arrays, and the bytes of its arrays and
    texts. A tensor's gradient counts as part of the tensor, not as a value of its own."""

    items: int = 0
    numbers: int = 0
    bytes: int = 0


def extent(value: Value) -> Extent:
    """The size of a value."""
    items = numbers = size = 0
    for held in walk(value):
        items += len(held.parts)
        for part in held.parts:
            if isinstance(part, Array):
                for array in (part, part.grad):
                    if array is not None:
                        numbers += math.prod(array.shape)
                        size += len(array.data)
            elif isinstance(part, str):
                size += len(part) if part.isascii() else len(part.encode())
            elif isinstance(part, BigInt):
                size += len(part.text)
    return Extent(items, numbers, size)


def check_extent(value: Value) -> None:
    """Refuse a value that exceeds the caps above, and therefore cannot come from `grader.wire.codec.encode`.

    Raises:
        InvalidValue: names the cap.
    """
    if not isinstance(value, (Items, Table)):
        return  # the common case, and every answer passes through here
    nodes = container_keys = 0
    for held in walk(value):
        if held.depth > MAX_DEPTH:
            raise InvalidValue(f"nested more than {MAX_DEPTH} deep")
        nodes += len(held.parts)
        container_keys += sum(isinstance(key, (Items, Table)) for key in held.keys)
        if nodes > MAX_NODES:
            raise InvalidValue(f"more than {MAX_NODES} items")
        if container_keys > MAX_CONTAINER_KEYS:
            raise InvalidValue(f"more than {MAX_CONTAINER_KEYS} containers as keys")
