"""Short texts for a reader: values, numbers that differ, shapes and types, as stored in a `Difference`."""

from __future__ import annotations

import math
from collections.abc import Iterable

from grader.numerics.nodes import Mapping, Node, Nothing, Numbers, PathItem, Sequence, Text, Whole
from grader.wire.values import Array, BigInt, Complex, Cut, Cycle, Items, Opaque, Table, Value

SHORT = 80
_SHOWN = 6
_ENDS = {"list": ("[", "]"), "tuple": ("(", ")"), "set": ("{", "}")}


def shortened(text: str) -> str:
    """The text, truncated to `SHORT` characters."""
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as Python writes it."""
    return shortened(str(tuple(shape)))


def names_text(names: Iterable[PathItem]) -> str:
    """The keys of a dict; `{}` if there are none, which needs no translation."""
    return shortened(", ".join(shortened(repr(name)) for name in names) or "{}")


def type_text(node: Node) -> str:
    """The name of a node's type."""
    match node:
        case Numbers(form="float"):
            return {"int64": "int", "float64": "float", "complex128": "complex"}.get(node.dtype, node.dtype)
        case Numbers():
            return node.form.split(" of ", 1)[0]
        case Sequence():
            return node.kind
        case Mapping():
            return "dict"
        case Text():
            return shortened(node.type_name)
        case Whole():
            return "int"
        case Nothing():
            return "None"
        case _:
            return node.why


def number_texts(got: bool | int | float | complex, expected: bool | int | float | complex) -> tuple[str, str]:
    """Both numbers with as many digits as needed to distinguish them, at least six."""
    for digits in (6, 9, 12, 17):
        texts = _digits_text(got, digits), _digits_text(expected, digits)
        if texts[0] != texts[1]:
            break
    return texts


def _digits_text(value: bool | int | float | complex, digits: int) -> str:
    if isinstance(value, complex):
        return f"{value.real:.{digits}g}{value.imag:+.{digits}g}j"
    if isinstance(value, float):
        # Adding 0 turns negative zero into zero: the two are equal, and a minus sign would only raise questions.
        return f"{value + 0.0:.{digits}g}" if math.isfinite(value) else str(value)
    return str(value)


def value_text(value: Value) -> str:
    """A value in one line of at most 80 characters: numbers with six digits, only the first items of long sequences."""
    return shortened(_value_text(value))


def _value_text(value: Value) -> str:
    if isinstance(value, Array):
        return _array_text(value)
    if isinstance(value, Items):
        begin, end = _ENDS[value.kind]
        return begin + _joined([_value_text(item) for item in value.items[:_SHOWN]], len(value.items)) + end
    if isinstance(value, Table):
        shown = [f"{_value_text(key)}: {_value_text(item)}" for key, item in value.entries[:_SHOWN]]
        return "{" + _joined(shown, len(value.entries)) + "}"
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, BigInt):
        return f"{value.text[:20]}…" if len(value.text) > 20 else value.text
    if isinstance(value, Complex):
        return f"{value.real:.6g}{value.imag:+.6g}j"
    if isinstance(value, Opaque):
        return value.text or value.type_name
    if isinstance(value, (Cycle, Cut)):
        return "…"
    return repr(value)


def _array_text(value: Array) -> str:
    numbers = value.to_numpy()
    if value.shape == ():
        return _number_text(numbers.item())
    shown = [_number_text(number) for number in numbers.reshape(-1)[:_SHOWN].tolist()]
    shape = f"shape {tuple(value.shape)}: " if len(value.shape) > 1 else ""
    return f"{shape}[{_joined(shown, numbers.size)}]"


def _number_text(number: object) -> str:
    return f"{number:.6g}" if isinstance(number, (float, complex)) else str(number)


def _joined(shown: list[str], count: int) -> str:
    return ", ".join([*shown, "…"] if count > len(shown) else shown)
