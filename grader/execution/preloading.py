"""Finds the heavy libraries that exercises and submissions import, so that the fork server can import them once."""

from __future__ import annotations

import re

_COMES_ALONG = ("matplotlib", "torchvision")
"""Dependencies of the grader: if one is missing, that is not the learner's fault."""
_HEAVY_LIBRARIES = (*_COMES_ALONG, "scipy", "pandas", "sklearn")
_IMPORTED = re.compile(r"^[ \t]*(?:from[ \t]+(\w+)|import[ \t]+(\w[^#\n]*))", re.MULTILINE)


def libraries_in(*sources: str) -> tuple[str, ...]:
    """The heavy libraries that these files import."""
    found = set()
    for source in sources:
        for package, listed in _IMPORTED.findall(source):
            found.update(re.findall(r"(?:^|,)[ \t]*(\w+)", listed) or [package])
    return tuple(name for name in _HEAVY_LIBRARIES if name in found)


def libraries_needed(text: str) -> tuple[str, ...]:
    """The libraries that a learner's file imports and may rely on: those that are installed with the grader."""
    return tuple(name for name in libraries_in(text) if name in _COMES_ALONG)
