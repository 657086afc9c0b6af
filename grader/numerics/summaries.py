"""An observed value as a short text for a reader."""

from __future__ import annotations

from grader.numerics.texts import shortened
from grader.wire.values import Array, BigInt, Complex, Cut, Cycle, Items, Opaque, Table, Value

_SHOWN = 6
_ENDS = {"list": ("[", "]"), "tuple": ("(", ")"), "set": ("{", "}")}


def value_text(value: Value) -> str:
    """A value in one line of at most 80 characters: numbers with six digits, long sequences by their first ones."""
    return shortened(_text(value))


def _text(value: Value) -> str:
    if isinstance(value, Array):
        return _array_text(value)
    if isinstance(value, Items):
        begin, end = _ENDS[value.kind]
        return begin + _joined([_text(item) for item in value.items[:_SHOWN]], len(value.items)) + end
    if isinstance(value, Table):
        shown = [f"{_text(key)}: {_text(item)}" for key, item in value.entries[:_SHOWN]]
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
