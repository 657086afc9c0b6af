"""Formulas in LaTeX as MathML, which browsers draw and screen readers read without a script.

latex2mathml converts; what it passes on that browsers do not understand (MathML Core) is put right here.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from xml.etree import ElementTree as ET

_MATHML = "http://www.w3.org/1998/Math/MathML"
# Environments and commands that latex2mathml does not know, and what is the same there.
_SAME = (
    (re.compile(r"\{aligned\}"), r"{align*}"),
    (re.compile(r"\{gathered\}"), r"{gather*}"),
    (re.compile(r"\\operatorname\*"), r"\\operatorname"),
    # A matrix takes an exponent only as a group.
    (re.compile(r"(\\begin\{(\w*matrix)\}.*?\\end\{\2\})", re.DOTALL), r"{\1}"),
)
_CHILDREN = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3,
}  # fmt: skip
_ROWS = ("math", "mrow", "mtd", "mstyle", "msqrt")
_ESCAPED = re.compile(r"\\([_%#&{}])")
_NOT_CONVERTED = re.compile(r"[\\$&]")


@cache
def to_mathml(formula: str, *, display: bool) -> str | None:
    """The formula as a `<math>` element, on a line of its own with `display`; None if it cannot be converted.

    The element has no inline styles: which side a cell of a table is on, and what kind of letters a name has, are
    classes.
    """
    # Imported with the first formula: its table of symbols takes a moment.
    from latex2mathml.converter import convert

    for pattern, same in _SAME:
        formula = pattern.sub(same, formula)
    try:
        converted = convert(formula, display="block" if display else "inline")
        root = ET.fromstring(converted.replace("<mi>&</mi>", "<mi>&amp;</mi>"))
    except Exception:  # noqa: BLE001 - its errors have no base in common
        return None
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{_MATHML}}}")
        if element.tag == "mtext":
            element.text = _ESCAPED.sub(r"\1", element.text or "")
    if not all(_is_drawn(element) for element in root.iter()):
        return None
    for element in list(root.iter()):
        _set_prime(element)
        _name_functions(element)
        _join_letters(element)
        _name_classes(element)
    return ET.tostring(root, encoding="unicode")


@cache
def characters_of(mathml: str) -> int:
    """The number of characters that a formula is drawn with."""
    return sum(len(text.strip()) for text in ET.fromstring(mathml).itertext())


def _is_drawn(element: ET.Element) -> bool:
    """Whether a browser draws the element as it is meant: no command is left, and no base lacks its exponent."""
    if _NOT_CONVERTED.search(element.text or "") or element.tag == "merror":
        return False
    return len(element) == _CHILDREN.get(element.tag, len(element))


def _set_prime(element: ET.Element) -> None:
    """Set a prime beside its letter, since the sign itself is raised already."""
    if element.tag == "msup" and (element[1].text or "").strip("\u2032\u2033\u2034") == "" and element[1].text:
        element.tag = "mrow"
        element[1].tag = "mo"


def _name_functions(parent: ET.Element) -> None:
    """Make names of what is written in words (max, log, relu), with a thin space before what they are applied to."""
    for place, child in reversed(list(enumerate(parent))):
        name = child[0] if child.tag in ("msub", "msup", "munder") else child
        if name.tag not in ("mo", "mi") or not (name.text or "").isalpha() or len(name.text or "") == 1:
            continue
        name.tag = "mi"
        if parent.tag in _ROWS and place + 1 < len(parent) and parent[place + 1].tag not in ("mo", "mspace"):
            parent.insert(place + 1, ET.Element("mspace", {"width": "0.167em"}))


def _join_letters(parent: ET.Element) -> None:
    """Make a name of its upright letters, so that it is spaced and read as one word."""
    if parent.tag not in _ROWS:
        return
    joined: list[ET.Element] = []
    for upright, run in groupby(parent, lambda child: child.tag == "mi" and child.get("mathvariant") == "normal"):
        letters = list(run)
        if upright and len(letters) > 1:
            letters[0].text = "".join(letter.text or "" for letter in letters)
            del letters[0].attrib["mathvariant"], letters[1:]
        joined += letters
    parent[:] = joined


def _name_classes(element: ET.Element) -> None:
    """Turn what MathML Core has no attributes for into classes."""
    for name in ("columnalign", "mathvariant"):
        if element.get(name, "normal") != "normal":
            element.set("class", element.attrib.pop(name))
