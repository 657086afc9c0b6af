"""Formulas in one line of plain characters, for a terminal: a fraction is `a/b`, a square `w²`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from xml.etree import ElementTree as ET

from grader.reports.mathml import to_mathml

_RAISED = dict(zip("0123456789+-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ", strict=True)) | {"T": "ᵀ", "⊤": "ᵀ", "−": "⁻"}
_LOWERED = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True)) | {"−": "₋"}
_ACCENTS = {"^": "\u0302", "ˆ": "\u0302", "¯": "\u0304", "―": "\u0304", "‾": "\u0304", "~": "\u0303", "˙": "\u0307"}
_SPACED = frozenset("=+−-<>≤≥≈≠∼≡∝±←→↦⟵⟶⟹⟺⇒⇔∈⋅·×⊙±")
_SKIP = re.compile(r"\\\\\[[^]]*\]")
"""A line break with the space that is left at it."""
_LARGE = ("∑", "∏", "∫")
_OPENING = frozenset("([{,=<>≤≥≈←→ ")


@cache
def linear(formula: str) -> str | None:
    """The formula in plain characters, with a line for each line of an aligned one; None if it cannot be converted."""
    mathml = to_mathml(_SKIP.sub(r"\\\\", formula), display=False)
    if mathml is None:
        return None
    lines = (" ".join(line.split()) for line in _text(ET.fromstring(mathml)).split("\n"))
    return unicodedata.normalize("NFC", "\n".join(line for line in lines if line))


def _text(element: ET.Element) -> str:
    write = _WRITERS.get(element.tag, _row)
    return write(element)


def _row(element: ET.Element) -> str:
    if not len(element):
        return (element.text or "").strip()
    written = ""
    for child in element:
        if child.tag == "mo" and (sign := (child.text or "").strip()) in _SPACED:
            # A sign before everything else, or after an opening bracket, belongs to what follows.
            is_prefix = sign in "+−-" and (not written.strip() or written.rstrip()[-1] in _OPENING)
            written += sign if is_prefix else f" {sign} "
        elif child.tag == "mo" and (child.text or "").strip() == ",":
            written += ", "
        elif (_first(child).text or "").strip() in _LARGE:
            written += f" {_text(child)} "
        elif child.tag == "mfrac" or _is_word(_first(child)):
            # Without a space, a factor beside it would seem to be part of it.
            written += f" {_text(child)} " if written[-1:].isalnum() else f"{_text(child)} "
        else:
            written += _text(child)
    return written


def _is_word(element: ET.Element) -> bool:
    """Whether it is the name of a function, such as cos."""
    return element.tag == "mi" and len((element.text or "").strip()) > 1


def _first(element: ET.Element) -> ET.Element:
    return element[0] if len(element) else element


def _fraction(element: ET.Element) -> str:
    above, below = map(_grouped, element)
    return f"{above}/{below}"


def _grouped(element: ET.Element) -> str:
    """In brackets, if it is more than one name or number."""
    text = _text(element).strip()
    return text if text.replace(".", "").isdecimal() or len(text) == 1 else f"({text})"


def _raised(element: ET.Element) -> str:
    return _placed(element, _RAISED, "^")


def _lowered(element: ET.Element) -> str:
    return _placed(element, _LOWERED, "_")


def _placed(element: ET.Element, signs: Mapping[str, str], otherwise: str) -> str:
    text = "".join(_text(element).split())
    is_symbols = element.tag != "mtext" and element.find(".//mtext") is None
    if text and is_symbols and all(letter in signs for letter in text):
        return "".join(signs[letter] for letter in text)
    return otherwise + _grouped(element)


def _over(element: ET.Element) -> str:
    base, above = _text(element[0]), _text(element[1]).strip()
    return base + _ACCENTS[above] if above in _ACCENTS else base + _raised(element[1])


def _table(element: ET.Element) -> str:
    rows = ["".join(_text(cell) + " " for cell in row).strip() for row in element]
    # The lines of equations have sides that are aligned; a matrix has brackets around it.
    is_aligned = any("class" in cell.attrib for row in element for cell in row)
    return ("\n" if is_aligned else "; ").join(rows)


_WRITERS: Mapping[str, Callable[[ET.Element], str]] = {
    "mfrac": _fraction,
    "msup": lambda element: _text(element[0]) + _raised(element[1]),
    "msub": lambda element: _text(element[0]) + _lowered(element[1]),
    "munder": lambda element: _text(element[0]) + _lowered(element[1]),
    "mover": _over,
    "msubsup": lambda element: _text(element[0]) + _lowered(element[1]) + _raised(element[2]),
    "munderover": lambda element: _text(element[0]) + _lowered(element[1]) + _raised(element[2]),
    "msqrt": lambda element: f"√({_row(element)})",
    "mroot": lambda element: f"{_raised(element[1])}√{_grouped(element[0])}",
    "mspace": lambda _element: " ",
    "mtext": lambda element: element.text or "",
    "mtable": _table,
}
