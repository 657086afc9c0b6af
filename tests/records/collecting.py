"""All hand-ins of some places together: the grader takes them one after another."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.grading.found_files import Expected
from grader.records.handins import HandIn, find_hand_ins
from grader.records.notes import Note


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything that was found: the hand-ins that can be graded, and the notes on these and on all others."""

    hand_ins: tuple[HandIn, ...]
    notes: tuple[Note, ...]


def collect(
    places: Sequence[Path],
    names: Iterable[str] | Expected,
    known: Iterable[str] = (),
    ids: Mapping[str, str] | None = None,
    courses: Collection[str] = (),
) -> Collected:
    """The hand-ins in these places (`find_hand_ins`). `names` are the exercises whose files are searched for, or all
    that is expected."""
    hand_ins: list[HandIn] = []
    expected = names if isinstance(names, Expected) else Expected(frozenset(names))
    notes = find_hand_ins(places, expected, hand_ins.append, known, ids, courses)
    return Collected(tuple(hand_ins), notes)
