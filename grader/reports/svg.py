"""matplotlib's SVG, made fit to be part of a page: no styles of its own, unique ids, the page's colours and fonts.

A page forbids inline styles, so style declarations become attributes, and colours become classes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape

_NAMESPACE = re.compile(r"\{[^}]*\}")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
# What stands for a page's own key and texts in a drawing, which holds no such characters.
_KEY, _TITLE, _DESCRIPTION = "\ue010", "\ue011", "\ue012"
_OPEN = re.compile(f"[{_KEY}{_TITLE}{_DESCRIPTION}]")
# What the page sets for all text, or what no attribute can express.
_DROPPED = {"font", "font-family", "font-style", "font-variant", "font-weight", "font-stretch", "white-space"}


def inline_svg(
    drawing: str, key: str, title: str, description: str, words: Mapping[str, str], classes: Mapping[str, str]
) -> str:
    """The drawing as one `<svg>` element.

    Args:
        drawing: what matplotlib wrote.
        key: put before every id.
        title, description: plain text, what a screen reader reads in place of the picture.
        words: texts of the drawing and what to write in their place.
        classes: colours of the drawing and the class that stands for each; `s-` goes before it for a stroke, `f-` for
            a fill.
    """
    given = {_KEY: key, _TITLE: escape(title), _DESCRIPTION: escape(description)}
    inlined = _inlined(drawing, tuple(words.items()), tuple(classes.items()))
    return _OPEN.sub(lambda place: given[place[0]], inlined)


@lru_cache(maxsize=256)
def _inlined(drawing: str, words: tuple[tuple[str, str], ...], classes: tuple[tuple[str, str], ...]) -> str:
    """The drawing with what each page has of its own left open: half of a class gives the same curve."""
    # The drawing is matplotlib's own and holds numbers and the words above: no text of a learner.
    root, said = ET.fromstring(drawing), dict(words)
    for parent in list(root.iter()):
        for child in list(parent):
            if _local(child.tag) in ("metadata", "style"):
                parent.remove(child)
    for element in root.iter():
        _plain(element, _KEY, dict(classes))
        if element.text and element.text.strip() in said:
            element.text = said[element.text.strip()]
    for wasted in ("width", "height", "version"):
        root.attrib.pop(wasted, None)
    root.attrib |= {"class": "plot", "role": "img", "aria-labelledby": f"{_KEY}-title {_KEY}-desc"}
    for tag, text in (("desc", _DESCRIPTION), ("title", _TITLE)):
        told = ET.Element(tag, {"id": f"{_KEY}-{tag}"})
        told.text = text
        root.insert(0, told)
    _thin_out(root, _KEY)
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)


def _plain(element: ET.Element, key: str, classes: Mapping[str, str]) -> None:
    """Take namespaces and styles off an element, and make its ids the page's."""
    element.tag = _local(element.tag)
    attributes = {_local(name): value for name, value in element.attrib.items()}
    names: list[str] = []
    for name, value in [*_declarations(attributes.pop("style", "")), *list(attributes.items())]:
        if name in ("stroke", "fill") and value in classes:
            names.append(f"{name[0]}-{classes[value]}")
            attributes.pop(name, None)
        else:
            attributes[name] = value
    if "id" in attributes:
        attributes["id"] = f"{key}-{attributes['id']}"
    if attributes.get("href", "").startswith("#"):
        attributes["href"] = f"#{key}-{attributes['href'][1:]}"
    if names:
        attributes["class"] = " ".join(names)
    element.attrib.clear()
    element.attrib |= {
        name: _REFERENCE.sub(rf"url(#{key}-\1)", value) for name, value in attributes.items() if name not in _DROPPED
    }


def _declarations(style: str) -> list[tuple[str, str]]:
    pairs = (declaration.partition(":") for declaration in style.split(";") if ":" in declaration)
    return [(name.strip(), value.strip()) for name, _, value in pairs]


def _thin_out(root: ET.Element, key: str) -> None:
    """Drop ids that nothing refers to and the white space between elements: together half of the drawing."""
    kept = {f"{key}-title", f"{key}-desc"}
    for element in root.iter():
        for value in element.attrib.values():
            kept |= {value[1:]} if value.startswith("#") else set(_REFERENCE.findall(value))
    for element in root.iter():
        if element.get("id") not in kept:
            element.attrib.pop("id", None)
        if element.text and not element.text.strip():
            element.text = None
        if element.tail and not element.tail.strip():
            element.tail = None
        if element.tag == "path":
            element.set("d", " ".join(element.get("d", "").split()))


def _local(name: str) -> str:
    return _NAMESPACE.sub("", name)
