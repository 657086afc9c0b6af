"""Observed values as they cross the wire: plain typed records, decoded without torch and without trust.

A `Value` is None, a bool, int, float or str, or one of the records below. Every record is checked when it is decoded;
`Array.to_numpy` gives its numbers as a NumPy array, whatever library they came from.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    import numpy as np

MAX_DEPTH = 32
MAX_NODES = 200_000
MAX_BYTES = 32 * 1024 * 1024
MAX_TEXT = 20_000

_ITEM_SIZES = {
    "bool": 1, "uint8": 1, "int8": 1, "int16": 2, "uint16": 2, "int32": 4, "uint32": 4, "int64": 8, "uint64": 8,
    "float16": 2, "bfloat16": 2, "float32": 4, "float64": 8, "complex64": 8, "complex128": 16,
}  # fmt: skip


class InvalidValue(Exception):
    """What came over the wire is no value."""


class Array(msgspec.Struct, frozen=True, array_like=True, tag="array", forbid_unknown_fields=True):
    """A tensor, a NumPy array or a NumPy scalar: `data` holds its numbers in C order, little endian.

    `flexible` marks case data that may be handed over in another container.
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
        if len(self.shape) > 32 or any(extent < 0 for extent in self.shape):
            raise ValueError("impossible shape")
        if math.prod(self.shape) * size != len(self.data):
            raise ValueError("shape and data disagree")

    def to_numpy(self) -> np.ndarray:
        """Its numbers as a read-only array; bfloat16, which NumPy lacks, as float32 of equal values."""
        import numpy as np

        if self.dtype == "bfloat16":
            widened = np.frombuffer(self.data, dtype="<u2").astype("<u4") << 16
            return widened.view("<f4").reshape(self.shape)
        return np.frombuffer(self.data, dtype=np.dtype(self.dtype).newbyteorder("<")).reshape(self.shape)


class Items(msgspec.Struct, frozen=True, array_like=True, tag="items", forbid_unknown_fields=True):
    """A list, a tuple or a set (a set's items in the order of their encoding)."""

    kind: Literal["list", "tuple", "set"]
    items: tuple[Value, ...]


class Table(msgspec.Struct, frozen=True, array_like=True, tag="table", forbid_unknown_fields=True):
    """A dict, in its order."""

    entries: tuple[tuple[Value, Value], ...]


class BigInt(msgspec.Struct, frozen=True, array_like=True, tag="int", forbid_unknown_fields=True):
    """An integer of more than 64 bits, in hexadecimal."""

    text: str


class Complex(msgspec.Struct, frozen=True, array_like=True, tag="complex", forbid_unknown_fields=True):
    """A Python complex number."""

    real: float
    imag: float


class Opaque(msgspec.Struct, frozen=True, array_like=True, tag="opaque", forbid_unknown_fields=True):
    """Anything else: the name of its type and a short text of it."""

    type_name: str
    text: str = ""


class Cycle(msgspec.Struct, frozen=True, array_like=True, tag="cycle", forbid_unknown_fields=True):
    """A container met again inside itself, `up` levels above."""

    up: int


class Cut(msgspec.Struct, frozen=True, array_like=True, tag="cut", forbid_unknown_fields=True):
    """What was left out because a cap was reached."""

    cap: Literal["depth", "nodes", "bytes"]


Value = None | bool | int | float | str | Array | Items | Table | BigInt | Complex | Opaque | Cycle | Cut
