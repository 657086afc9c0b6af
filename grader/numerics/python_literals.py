"""Values as Python that gives them again, for a reader to paste."""

from __future__ import annotations

import math
from typing import Any

from grader.wire.values import Array, BigInt, Complex, Items, Table, Value


def python_literal(value: Value, container: str = "tensor") -> str:
    """An expression that evaluates to the value; it may use `torch` and `np`. `container` is as in `wire.codec.decode`.

    Raises:
        TypeError: for a value that stands for an object that did not cross.
    """
    if isinstance(value, Array):
        return _array(value, container if value.flexible else value.kind)
    if isinstance(value, Items):
        return _items(value, container)
    if isinstance(value, Table):
        entries = (
            f"{python_literal(key, container)}: {python_literal(item, container)}" for key, item in value.entries
        )
        return f"{{{', '.join(entries)}}}"
    if isinstance(value, BigInt):
        return str(int(value.text, 16))
    if isinstance(value, Complex):
        return repr(complex(value.real, value.imag))
    if value is None or isinstance(value, (bool, int, float, str)):
        return _plain(value)
    raise TypeError(f"a {type(value).__name__} has no literal")


def _items(value: Items, container: str) -> str:
    inside = ", ".join(python_literal(item, container) for item in value.items)
    if value.kind == "tuple":
        return f"({inside},)" if len(value.items) == 1 else f"({inside})"
    if value.kind == "set":
        return f"{{{inside}}}" if inside else "set()"
    return f"[{inside}]"


def _array(value: Array, container: str) -> str:
    numbers = _nested(value.to_numpy().tolist())
    if container == "tensor":
        grad = ", requires_grad=True" if value.requires_grad else ""
        shape = f".reshape({value.shape})" if 0 in value.shape and len(value.shape) > 1 else ""
        return f"torch.tensor({numbers}, dtype=torch.{value.dtype}{grad}){shape}"
    if container == "list":
        return numbers
    if container == "scalar":
        return f"np.{value.dtype}({numbers})"
    return f"np.array({numbers}, dtype=np.{value.dtype})"


def _nested(numbers: Any) -> str:
    if isinstance(numbers, list):
        return f"[{', '.join(map(_nested, numbers))}]"
    return _plain(numbers)


def _plain(value: Any) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return f'float("{value}")'
    return repr(value)
