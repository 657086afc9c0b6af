"""Edits that are about to raise, told by those that did: they are tried last."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from grader.wire.messages import Raised

if TYPE_CHECKING:
    from grader.course.mutation.site import Edit
    from grader.grading.diagnosis.edit_candidates import Candidate

_OF_THE_WRONG_TYPE = frozenset({"TypeError", "AttributeError"})
_CERTAIN = 2
"""After so many edits of one kind around an expression that it was no type for, the others are no better."""


class RaisedBefore:
    """What the edits of a unit showed about types: an expression that one cannot compute with, a name that cannot stand
    in for another one."""

    def __init__(self, unit: str) -> None:
        self._unit = unit
        self._around: Counter[tuple[int, int, str]] = Counter()
        self._instead: set[tuple[str, str]] = set()

    def note(self, candidate: Candidate, raised: Raised) -> None:
        """Remember what raised."""
        if raised.type_name in _OF_THE_WRONG_TYPE and len(candidate.edits) == 1:
            (edit,) = candidate.edits
            was = self._unit[edit.start : edit.end]
            if was.isidentifier():
                self._instead.add((was, edit.text))
            if kind := _around(was, edit):
                self._around[edit.start, edit.end, kind] += 1

    def promises(self, candidate: Candidate) -> bool:
        """Whether a candidate is about to raise."""
        return any(map(self._raises, candidate.edits))

    def _raises(self, edit: Edit) -> bool:
        was = self._unit[edit.start : edit.end]
        if (was, edit.text) in self._instead:
            return True
        return self._around[edit.start, edit.end, _around(was, edit)] >= _CERTAIN


def _around(was: str, edit: Edit) -> str:
    """What an edit does with the expression that it keeps; "" where it keeps none."""
    if was.startswith(" ") or was not in edit.text:
        return ""
    if edit.text.startswith(f"{was}."):
        return "attribute"
    return "length" if "len(" in edit.text and "len(" not in was else "arithmetic"
