"""Equivalent mutants as their author declares them, held against the mutants that there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.authoring import Equivalent
from grader.course.mutation.making import Mutant
from grader.grading.mutation.findings import Fate, StaleDeclaration


def in_course(file: Path) -> str:
    """A file of the course as its author names it: from the course's root on."""
    return file.relative_to(file.parents[2]).as_posix()


def reason_of(mutant: Mutant, declared: Sequence[Equivalent]) -> str:
    """Why a mutant is equivalent, "" where nothing says that it is."""
    for item in declared:
        if item.of == mutant.of and item.was == mutant.was and mutant.now in item.now:
            return item.reason
    return ""


def find_stale(declared: Sequence[Equivalent], fates: Sequence[Fate]) -> tuple[StaleDeclaration, ...]:
    """The declarations that no mutant needs: none is edited so, or each that is was caught."""
    stale = []
    for item in declared:
        for now in item.now:
            matching = [fate for fate in fates if (fate.function, fate.was, fate.now) == (item.of, item.was, now)]
            if not any(fate.caught is None for fate in matching):
                stale.append(
                    StaleDeclaration(
                        item.of,
                        in_course(item.place.file),
                        item.place.line,
                        item.was,
                        now,
                        "caught" if matching else "no such mutant",
                    )
                )
    return tuple(stale)


def unmatched(declared: Sequence[Equivalent], mutants: Sequence[Mutant]) -> list[tuple[Equivalent, str]]:
    """The declarations, with the lines after the edit, that are those of no mutant."""
    made = {(mutant.of, mutant.was, mutant.now) for mutant in mutants}
    return [(item, now) for item in declared for now in item.now if (item.of, item.was, now) not in made]
