"""Pictures as part of a page: in the page's own file, as an image."""

from __future__ import annotations

import contextlib
import mimetypes
from base64 import b64encode
from dataclasses import dataclass
from xml.etree import ElementTree as ET

_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its content as a data URI; its size in pixels (None if it does not say), and what it says of itself
    to those who do not see it.

    An SVG is an image of its own here, so that its styles, scheme and movements are its own as well.
    """

    uri: str
    size: tuple[float, float] | None = None
    description: str = ""


def picture_of(name: str, content: bytes) -> Picture | None:
    """The picture with this file name; None if that is not the name of a picture."""
    kind, _ = mimetypes.guess_type(name)
    if kind is None or not kind.startswith("image/"):
        return None
    uri = f"data:{kind};base64,{b64encode(content).decode('ascii')}"
    if kind != "image/svg+xml":
        return Picture(uri)
    with contextlib.suppress(ET.ParseError, ValueError):
        root = ET.fromstring(content)
        _, _, width, height = map(float, root.get("viewBox", "").split())
        return Picture(uri, (width, height), " ".join((root.findtext(f"{_SVG}desc") or "").split()))
    return Picture(uri)
