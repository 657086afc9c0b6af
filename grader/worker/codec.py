"""Python objects to wire values and back. Runs where the learner's code runs, and on the reference's results.

Encoding calls no method that a learner's object may define, beyond a guarded `repr` for things that cross as text only.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch

from grader.worker.values import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_NODES,
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
_SHORT = 200


def encode(value: object) -> Value:
    """The wire form of any object.

    Numbers, strings, lists, tuples, sets, dicts, tensors, NumPy arrays and scalars keep their content; anything else
    becomes `Opaque`. What lies beyond the caps of `grader.worker.values` becomes `Cut`; a container inside itself
    becomes `Cycle`.
    """
    return _Encoder().encode(value, ())


class _Encoder:
    """One encoding, with what is left of its caps."""

    def __init__(self) -> None:
        self.nodes = MAX_NODES
        self.bytes = MAX_BYTES

    def encode(self, value: object, above: tuple[int, ...]) -> Value:
        self.nodes -= 1
        if self.nodes < 0:
            return Cut("nodes")
        kind = type(value)
        if value is None or kind is bool:
            return value  # type: ignore[return-value]
        if isinstance(value, float) and not isinstance(value, np.generic):
            return float.__pos__(value)
        if isinstance(value, int):
            number = int.__add__(value, 0)
            return number if -(2**63) <= number < 2**64 else self._big(number)
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, torch.Tensor):
            return self._tensor(value)
        if isinstance(value, (np.ndarray, np.generic)):
            return self._numpy(value, above)
        if isinstance(value, complex):
            return Complex(float(complex.__pos__(value).real), float(complex.__pos__(value).imag))
        if isinstance(value, (list, tuple, set, frozenset, dict, range)):
            return self._container(value, above)
        if isinstance(value, torch.dtype):
            return str(value)
        return Opaque(_type_name(value), self._repr(value))

    def _big(self, number: int) -> Value:
        text = hex(number)
        return BigInt(text) if self._affords(len(text)) else Cut("bytes")

    def _text(self, value: str) -> Value:
        text = str.__str__(value)[:MAX_TEXT]
        text = str.encode(text, "utf-8", "backslashreplace").decode()
        return text if self._affords(len(text)) else Cut("bytes")

    def _container(self, value: Any, above: tuple[int, ...]) -> Value:
        identity = id(value)
        if identity in above:
            return Cycle(len(above) - above.index(identity))
        if len(above) >= MAX_DEPTH:
            return Cut("depth")
        inside = (*above, identity)
        if isinstance(value, dict):
            entries = []
            for key, item in dict.items(value):
                entries.append((self.encode(key, inside), self.encode(item, inside)))
                if self.nodes < 0:
                    break
            return Table(tuple(entries))
        base = next(kind for kind in (list, tuple, set, frozenset, range) if isinstance(value, kind))
        items: list[Value] = []
        for item in base.__iter__(value):
            items.append(self.encode(item, inside))
            if self.nodes < 0:
                break
        if base in (set, frozenset):
            return Items("set", tuple(sorted(items, key=repr)))
        return Items("tuple" if base is tuple else "list", tuple(items))

    def _tensor(self, value: torch.Tensor, *, with_grad: bool = True) -> Value:
        # A subclass's __torch_function__ must not answer for the tensor.
        with torch._C.DisableTorchFunctionSubclass():
            name = _NAMES.get(value.dtype)
            if name is None or value.layout != torch.strided or value.device.type != "cpu":
                return Opaque("Tensor", f"{value.dtype}, {value.layout}, {value.device}"[:_SHORT])
            if not self._affords(value.numel() * value.element_size()):
                return Cut("bytes")
            plain = torch.Tensor.detach(value)
            if plain.is_conj() or plain.is_neg():
                plain = plain.resolve_conj().resolve_neg()
            data = plain.view(torch.int16).numpy().tobytes() if name == "bfloat16" else plain.numpy().tobytes()
            gradient: Value = None
            if with_grad and value.is_leaf and value.grad is not None:
                gradient = self._tensor(value.grad, with_grad=False)
            return Array(
                "tensor",
                name,
                tuple(value.shape),
                data,
                requires_grad=value.requires_grad,
                is_leaf=value.is_leaf,
                grad=gradient if isinstance(gradient, Array) else None,
            )

    def _numpy(self, value: Any, above: tuple[int, ...]) -> Value:
        kind: Any = "scalar" if isinstance(value, np.generic) else "array"
        plain = np.asarray(value) if kind == "scalar" else np.ndarray.view(value, np.ndarray)
        if plain.dtype.name in _NUMPY_NAMES:
            if not self._affords(plain.nbytes):
                return Cut("bytes")
            little = plain.astype(plain.dtype.newbyteorder("<"), copy=False)
            return Array(kind, plain.dtype.name, tuple(plain.shape), little.tobytes())
        if plain.dtype.kind in "OU" and plain.size <= self.nodes:
            return self.encode(plain.tolist(), above)
        return Opaque(_type_name(value), f"dtype {plain.dtype}"[:_SHORT])

    def _affords(self, size: int) -> bool:
        self.bytes -= size
        return self.bytes >= 0

    def _repr(self, value: object) -> str:
        try:
            text = repr(value)
        except Exception as fault:  # noqa: BLE001 - a learner's __repr__ may raise anything
            text = f"<its repr raised {type(fault).__name__}>"
        text = str.encode(str(text)[:_SHORT], "utf-8", "backslashreplace").decode()
        self._affords(len(text))
        return text


def _type_name(value: object) -> str:
    return str.encode(str(type.__getattribute__(type(value), "__name__"))[:_SHORT], "utf-8", "replace").decode()


def decode(value: Value, container: str = "tensor") -> Any:
    """A fresh Python object for a wire value.

    Args:
        value: what `encode` gave, or a case's argument.
        container: what `flexible` arrays become: "tensor", "array" (NumPy) or "list".

    Raises:
        InvalidValue: for `Opaque`, `Cycle` and `Cut`, which stand for objects that did not cross.
    """
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
        # Cloned: memory of torch's own, aligned as its kernels expect.
        tensor = tensor.reshape(value.shape).clone()
        if value.requires_grad:
            tensor.requires_grad_()
        if value.grad is not None:
            tensor.grad = _decode_array(value.grad, "tensor")
        return tensor
    numbers = value.to_numpy()
    if container == "list":
        return numbers.tolist()
    return numbers.copy() if container == "array" else numbers.reshape(()).copy()[()]
