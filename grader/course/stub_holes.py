"""The places of a stub where something is to be written, found in the stub itself: a release kit has no reference."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_RAISES = re.compile(r'(\s*)raise NotImplementedError\("([^\W\d][\w.]*)\W[^"\n]*"\)\s*')


@dataclass(frozen=True, slots=True)
class Hole:
    """What a stub has in place of a solution: the lines of its comment and of its error (from 1), and the function."""

    function: str
    comment: int
    error: int
    indent: str


def holes(stub: str) -> Iterator[Hole]:
    """The places of a stub where something is to be written, from the top down, in whatever language the stub is."""
    lines = stub.split("\n")
    for number, (comment, error) in enumerate(pairwise(lines), start=1):
        found = _RAISES.fullmatch(error)
        if found and comment.startswith(f"{found[1]}#") and found[2] in comment:
            yield Hole(found[2], number, number + 1, found[1])
