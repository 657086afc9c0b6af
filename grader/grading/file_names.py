"""Which exercise a file's name means, as learners, browsers and operating systems write it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

How = Literal["exact", "notebook", "ending", "copy", "spelling"]
"""exact: NAME.py; notebook: NAME.ipynb; ending: as a text file or with a doubled ending, as `NAME.py.txt`; copy: with
the mark of a copy, as `NAME (1).py`; spelling: with other capitals or separators, as `Name-of It.py`."""

NOTEBOOK_ENDINGS = (".ipynb.json", ".ipynb.txt", ".ipynb")
_TEXT_ENDINGS = (".py.txt", ".py.py", ".pyw", ".py", ".txt")
# What browsers, file managers and learning platforms append to a name that is taken.
_COPY = re.compile(
    r"(?:[ _+]|%20)*(?:\(\d{1,3}\)|_\d{1,3}_|-\d{1,3}|(?:- ?)?(?:copy|kopie|copie|copia)(?: ?\(?\d{1,3}\)?)?"
    r"|(?:- ?)?(?:的)?副本(?: ?\(?\d{1,3}\)?)?)$",
    re.IGNORECASE,
)
_COPY_OF = re.compile(r"(?:copy of|kopie von|copie de|copia di|copia de) |副本[ _-]*", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}")
_SEPARATORS = re.compile(r"(?:%20|[\s_+-])+")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Meant:
    """The exercise that a file's name means.

    Attributes:
        name: the exercise's name.
        how: in which way its name differs from the exercise's own file name.
        number: that of a copy, as 1 in `NAME (1).py`; 0 if it is none.
    """

    name: str
    how: How
    number: int = 0


def exercise_meant(file_name: str, names: Iterable[str]) -> Meant | None:
    """The exercise that a file of this name is meant for, or None.

    A name that could mean two exercises means none.
    """
    file_name = unicodedata.normalize("NFC", file_name)[:_LONGEST]
    stem, how = _stem(file_name)
    if how is None:
        return None
    known = frozenset(names)
    if stem in known:
        return Meant(stem, how)
    number = 0
    bare = stem
    if before := _COPY_OF.match(bare):
        number, bare = 1, bare[before.end() :]
        if bare in known:
            return Meant(bare, "copy", number)
    # A copy of a copy, as `NAME (1) (1)`, carries two marks.
    for _ in range(3):
        mark = _COPY.search(bare)
        if mark is None or not bare[: mark.start()]:
            break
        found = _NUMBER.search(mark.group())
        number = number or (int(found.group()) if found else 1)
        bare = bare[: mark.start()]
        if bare in known:
            return Meant(bare, "copy", number)
    for spelled, copy_of in ((stem, 0), (bare, number)):
        meant = [name for name in known if _folded(name) == _folded(spelled)]
        if len(meant) == 1:
            return Meant(meant[0], "copy" if copy_of else "spelling", copy_of)
    return None


def is_code(file_name: str) -> bool:
    """Whether a file of this name may hold Python code or a notebook; a text file is not taken for one."""
    return file_name.lower().endswith((".py", ".py.txt", ".pyw", *NOTEBOOK_ENDINGS))


def _stem(file_name: str) -> tuple[str, How | None]:
    lowered = file_name.lower()
    for ending in NOTEBOOK_ENDINGS:
        if lowered.endswith(ending):
            return file_name[: -len(ending)], "notebook"
    for ending in _TEXT_ENDINGS:
        if lowered.endswith(ending):
            return file_name[: -len(ending)], "exact" if file_name.endswith(".py") and ending == ".py" else "ending"
    return file_name, None


def _folded(name: str) -> str:
    return _SEPARATORS.sub("", name).casefold()
