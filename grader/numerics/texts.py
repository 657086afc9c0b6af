"""Short texts for a reader, as `Difference` keeps them."""

from __future__ import annotations

import math
from collections.abc import Iterable

from grader.numerics.nodes import Mapping, Node, Nothing, Numbers, PathItem, Sequence, Text, Whole

SHORT = 80


def shortened(text: str) -> str:
    """The text, cut to `SHORT` characters."""
    return text if len(text) <= SHORT else text[: SHORT - 1] + "…"


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as Python writes it."""
    return shortened(str(tuple(shape)))


def names_text(names: Iterable[PathItem]) -> str:
    """Keys of a dict; where there are none `{}`, which needs no translation."""
    return shortened(", ".join(shortened(repr(name)) for name in names) or "{}")


def type_text(node: Node) -> str:
    """What kind of thing it is: a type's name."""
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
    """Both numbers with as many digits as it takes to tell them apart, six at least."""
    for digits in (6, 9, 12, 17):
        texts = _number(got, digits), _number(expected, digits)
        if texts[0] != texts[1]:
            break
    return texts


def _number(value: bool | int | float | complex, digits: int) -> str:
    if isinstance(value, complex):
        return f"{value.real:.{digits}g}{value.imag:+.{digits}g}j"
    if isinstance(value, float):
        # Adding 0 makes the negative zero a plain one: the two are equal, and a minus sign would ask for a reason.
        return f"{value + 0.0:.{digits}g}" if math.isfinite(value) else str(value)
    return str(value)
