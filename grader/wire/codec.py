"""Converts Python objects to wire values and back. Runs where the learner's code runs, and on the reference's results.

Encoding calls no method that a learner's object may define, except a guarded `repr` for objects that cross as text
only, and the `__torch_dispatch__` of a tensor subclass when it is detached.
"""

from __future__ import annotations

import hashlib
import os
from decimal import Decimal
from fractions import Fraction
from itertools import repeat
from operator import is_
from typing import Any, cast

import numpy as np
import torch

from grader.wire.object_texts import class_name, plain_text, text_of
from grader.wire.values import (
    MAX_BYTES,
    MAX_CONTAINER_KEYS,
    MAX_DEPTH,
    MAX_NODES,
    MAX_SHORT_TEXT,
    MAX_TEXT,
    Array,
    BigInt,
    Complex,
    Cut,
    Cycle,
    InvalidValue,
    Items,
    Opaque,
    Table,
    Value,
    extent,
)

_TORCH_DTYPES: dict[str, torch.dtype] = {
    name: getattr(torch, name)
    for name in (
        "bool", "uint8", "int8", "int16", "uint16", "int32", "uint32", "int64", "uint64",
        "float16", "bfloat16", "float32", "float64", "complex64", "complex128",
    )
}  # fmt: skip
_NAMES = {dtype: name for name, dtype in _TORCH_DTYPES.items()}
_NUMPY_NAMES = frozenset(_TORCH_DTYPES) - {"bfloat16"}
# A subclass may override these.
_REQUIRES_GRAD, _IS_LEAF, _GRAD, _DTYPE, _NBYTES = (
    vars(torch._C.TensorBase)[name] for name in ("requires_grad", "is_leaf", "grad", "dtype", "nbytes")
)
_SMALLEST, _LARGEST = -(2**63), 2**64 - 1
# Kept from before the learner's code runs, which may replace it.
_stack = torch.stack
_SHORTEST_HISTORY = 4
_HISTORY_KINDS = frozenset({float, torch.Tensor})
_HISTORY_DTYPES = frozenset({torch.float32, torch.float64})


class Snapshot:
    """A value that has already been encoded: stands for that encoding, whatever has happened to the object since."""

    __slots__ = ("value",)

    def __init__(self, value: Value) -> None:
        self.value = value


def encode(value: object) -> Value:
    """The wire form of any object.

    Numbers, strings, lists, tuples, sets, dicts, tensors, NumPy arrays and scalars keep their content; anything else
    becomes `Opaque`. Whatever exceeds the caps of `grader.wire.values` becomes `Cut`; a container inside itself
    becomes `Cycle`.
    """
    return _Encoder().encode(value, ())


class _Encoder:
    """A single encoding, with the remaining budget under each cap."""

    def __init__(self) -> None:
        self.nodes = MAX_NODES - 2  # room for the `Cut` markers themselves
        self.bytes = MAX_BYTES
        self.container_keys = MAX_CONTAINER_KEYS

    def encode(self, value: object, above: tuple[int, ...]) -> Value:
        self.nodes -= 1
        if self.nodes < 0:
            return Cut("nodes")
        # The object's real class, which `__class__` may misreport.
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value  # type: ignore[return-value]
        if kind is str:
            return self._text(cast(str, value))
        if issubclass(kind, torch.Tensor):
            return self._tensor(cast(torch.Tensor, value))
        if kind is Snapshot:
            return self._snapshot(cast(Snapshot, value).value)
        if issubclass(kind, (np.ndarray, np.generic)):
            return self._numpy(value, above)
        if issubclass(kind, float):
            return float.__pos__(cast(float, value))
        if issubclass(kind, int):
            number = int.__add__(cast(int, value), 0)
            return number if _SMALLEST <= number <= _LARGEST else self._big(number)
        if issubclass(kind, str):
            return self._text(cast(str, value))
        if issubclass(kind, complex):
            number_ = complex.__pos__(cast(complex, value))
            return Complex(number_.real, number_.imag)
        if issubclass(kind, (list, tuple, set, frozenset, dict, range)):
            return self._container(value, above)
        if kind is torch.dtype:
            return str(value)
        if kind is Fraction or kind is Decimal:
            return self._exact_number(value)
        return Opaque(class_name(kind), text_of(lambda: repr(value), "repr", MAX_SHORT_TEXT))

    def _snapshot(self, value: Value) -> Value:
        """Counts the parts of the snapshot as if it were encoded now."""
        size = extent(value)
        self.nodes -= size.items - 1
        if self.nodes < 0:
            return Cut("nodes")
        return value if self._affords(size.bytes) else Cut("bytes")

    def _exact_number(self, value: Any) -> Value:
        """A `Fraction` or a `Decimal`, as the nearest float."""
        try:
            return value.numerator / value.denominator if type(value) is Fraction else Decimal.__float__(value)
        except (OverflowError, ValueError):  # beyond the largest float, or a signalling NaN
            return Opaque(class_name(type(value)), text_of(lambda: repr(value), "repr", MAX_SHORT_TEXT))

    def _big(self, number: int) -> Value:
        if number.bit_length() > 4 * (MAX_TEXT - 3):
            return Cut("bytes")
        text = hex(number)
        return BigInt(text) if self._affords(len(text)) else Cut("bytes")

    def _text(self, value: str) -> Value:
        text = plain_text(value, MAX_TEXT)
        return text if self._affords(len(text) if text.isascii() else len(text.encode())) else Cut("bytes")

    def _container(self, value: Any, above: tuple[int, ...]) -> Value:
        identity = id(value)
        if identity in above:
            return Cycle(len(above) - above.index(identity))
        if len(above) >= MAX_DEPTH:
            return Cut("depth")
        inside = (*above, identity)
        kind = type(value)
        if issubclass(kind, dict):
            entries = []
            for key, item in dict.items(value):
                entries.append((self._key(key, inside), self.encode(item, inside)))
                if self.nodes < 0:
                    break
            return Table(tuple(entries))
        base = next(base for base in (list, tuple, set, frozenset, range) if issubclass(kind, base))
        if base in (list, tuple) and _SHORTEST_HISTORY <= base.__len__(value) < self.nodes:
            history = self._history(tuple(base.__iter__(value)))
            if history is not None:
                return Items("tuple" if base is tuple else "list", history)
        encode = self._key if base in (set, frozenset) else self.encode
        items: list[Value] = []
        for item in base.__iter__(value):
            items.append(encode(item, inside))
            if self.nodes < 0:
                break
        if base in (set, frozenset):
            return Items("set", tuple(sorted(items, key=repr)))
        return Items("tuple" if base is tuple else "list", tuple(items))

    def _history(self, items: tuple[Any, ...]) -> tuple[Value, ...] | None:
        """The encoding of floats and tensors of one shape, with all tensors read at once: a training run returns
        hundreds of tensors with a single number.

        None if there is anything else, or if the tensors are not plain floating-point ones outside any autograd graph.
        """
        kinds = set(map(type, items))
        if not torch.Tensor in kinds <= _HISTORY_KINDS:
            return None
        tensors = items if len(kinds) == 1 else [item for item in items if type(item) is not float]
        dtypes = set(map(_DTYPE.__get__, tensors))
        if (
            len(tensors) < _SHORTEST_HISTORY
            or len(dtypes) > 1
            or not dtypes <= _HISTORY_DTYPES
            or any(map(_REQUIRES_GRAD.__get__, tensors))
            or not all(map(is_, map(_GRAD.__get__, tensors), repeat(None)))
        ):
            return None
        try:
            if not 0 < sum(map(_NBYTES.__get__, tensors)) <= self.bytes:
                return None
            block = _stack(tensors)
        except Exception:  # noqa: BLE001 - of different shapes, or without one
            return None
        if type(block) is not torch.Tensor or block.layout != torch.strided or not block.is_cpu:
            return None
        self.nodes -= len(items)
        self.bytes -= block.nbytes
        data, name, shape = block.numpy().tobytes(), _NAMES[block.dtype], tuple(block.shape[1:])
        size = len(data) // len(tensors)
        arrays = [Array("tensor", name, shape, data[at : at + size]) for at in range(0, len(data), size)]
        if len(arrays) == len(items):
            return tuple(arrays)
        following = iter(arrays)
        return tuple([item if type(item) is float else next(following) for item in items])

    def _key(self, value: object, above: tuple[int, ...]) -> Value:
        key = self.encode(value, above)
        if isinstance(key, (Items, Table)):
            self.container_keys -= 1
            if self.container_keys < 0:
                self.nodes = -1
                return Cut("nodes")
        return key

    def _tensor(self, value: torch.Tensor, *, with_grad: bool = True) -> Value:
        # Neither a subclass's __torch_function__ nor its properties may answer for the tensor.
        with torch._C.DisableTorchFunctionSubclass():
            try:
                plain = torch.Tensor.detach(value)
            except Exception:  # noqa: BLE001 - a wrapper subclass, whose __torch_dispatch__ may raise
                return Opaque(class_name(type(value)), "a tensor that cannot be read")
            if type(plain) is not torch.Tensor:
                return Opaque(class_name(type(value)), "a tensor that cannot be read")
            name = _NAMES.get(plain.dtype)
            if name is None or plain.layout != torch.strided or not plain.is_cpu:
                return Opaque("Tensor", _digest_of_tensor(plain))
            if not self._affords(plain.nbytes):
                return Cut("bytes")
            if plain.is_conj() or plain.is_neg():
                plain = plain.resolve_conj().resolve_neg()
            data = plain.view(torch.int16).numpy().tobytes() if name == "bfloat16" else plain.numpy().tobytes()
            requires_grad, is_leaf = _REQUIRES_GRAD.__get__(value), _IS_LEAF.__get__(value)
            # Reading the gradient of a tensor that is not a leaf makes torch warn.
            grad = _GRAD.__get__(value) if with_grad and is_leaf else None
            gradient = None if grad is None else self._tensor(grad, with_grad=False)
            return Array(
                "tensor",
                name,
                tuple(plain.shape),
                data,
                requires_grad=requires_grad,
                is_leaf=is_leaf,
                grad=gradient if isinstance(gradient, Array) else None,
            )

    def _numpy(self, value: Any, above: tuple[int, ...]) -> Value:
        if issubclass(type(value), np.generic):
            kind: Any = "scalar"
            plain = np.generic.__array__(value)
        else:
            kind = "array"
            plain = np.ndarray.view(value, np.ndarray)
        if plain.dtype.kind in "fc" and plain.dtype.name not in _NUMPY_NAMES:
            plain = plain.astype(np.float64 if plain.dtype.kind == "f" else np.complex128)  # wider than any wire dtype
        if plain.dtype.name in _NUMPY_NAMES:
            if not self._affords(plain.nbytes):
                return Cut("bytes")
            little = plain.astype(plain.dtype.newbyteorder("<"), copy=False)
            return Array(kind, plain.dtype.name, tuple(plain.shape), little.tobytes())
        if plain.dtype.kind in "OSU" and plain.ndim:
            return self.encode(plain.tolist(), above) if plain.size <= self.nodes else Cut("nodes")
        if plain.dtype.kind in "SU":
            return self.encode(plain.item(), above)
        if plain.dtype.hasobject:
            return Opaque(class_name(type(value)), f"dtype {plain.dtype}"[:MAX_SHORT_TEXT])
        return Opaque(class_name(type(value)), _digest(str(plain.dtype), tuple(plain.shape), plain.tobytes()))

    def _affords(self, size: int) -> bool:
        self.bytes -= size
        return self.bytes >= 0


def _digest_of_tensor(tensor: torch.Tensor) -> str:
    """A text for a tensor that does not cross; it differs where the contents differ."""
    what = f"{tensor.dtype}, {tensor.layout}, {tensor.device}"
    if tensor.device.type == "meta":
        return _digest(what, tuple(tensor.shape), b"")
    try:
        dense = tensor.dequantize() if tensor.is_quantized else tensor.to_dense()
        content = dense.cpu().to(torch.complex128 if dense.is_complex() else torch.float64).numpy().tobytes()
    except (RuntimeError, NotImplementedError, TypeError):
        # Unlike any other: tensors that cannot be read must not count as equal.
        content = os.urandom(16)
    return _digest(what, tuple(tensor.shape), content)


def _digest(what: str, shape: tuple[int, ...], content: bytes) -> str:
    return f"{what[:100]}, shape {shape}"[:180] + f", {hashlib.sha256(content).hexdigest()[:16]}"


def decode(value: Value, container: str = "tensor") -> Any:
    """A new Python object for a wire value.

    Args:
        value: the result of `encode`, or a case's argument.
        container: what `flexible` arrays become: "tensor", "array" (NumPy) or "list".

    Raises:
        InvalidValue: for `Opaque`, `Cycle` and `Cut`, which stand for objects that did not cross.
    """
    kind = type(value)
    if kind is float or kind is int:
        return value
    if isinstance(value, Array):
        return _decode_array(value, container if value.flexible else value.kind)
    if isinstance(value, Items):
        items = [decode(item, container) for item in value.items]
        return tuple(items) if value.kind == "tuple" else set(items) if value.kind == "set" else items
    if isinstance(value, Table):
        return {decode(key, container): decode(item, container) for key, item in value.entries}
    if isinstance(value, BigInt):
        return int(value.text, 16)
    if isinstance(value, Complex):
        return complex(value.real, value.imag)
    if isinstance(value, (Opaque, Cycle, Cut)):
        raise InvalidValue(f"a {type(value).__name__} stands for an object that did not cross")
    return value


def _decode_array(value: Array, container: str) -> Any:
    if container == "tensor":
        raw = bytearray(value.data)
        dtype = _TORCH_DTYPES[value.dtype]
        tensor = torch.frombuffer(raw, dtype=dtype) if raw else torch.empty(0, dtype=dtype)
        if len(value.shape) != 1:
            tensor = tensor.reshape(value.shape)
        # Cloned into memory that torch owns, aligned as its kernels expect.
        tensor = tensor.clone()
        if value.requires_grad:
            tensor.requires_grad_()
        if value.grad is not None:
            tensor.grad = _decode_array(value.grad, "tensor")
        return tensor
    numbers = value.to_numpy()
    if container == "list":
        return numbers.tolist()
    return numbers.copy() if container == "array" else numbers.reshape(()).copy()[()]
