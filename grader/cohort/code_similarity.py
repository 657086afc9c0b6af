"""Learners whose files are the same apart from names, comments and layout: a place to look, and no verdict.

Functions of five lines look alike by nature. So only whole files count, only several of them, and none that many have
written in the same way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from grader.graphs import reachable

FEWEST = 3
"""So many exercises have to be alike. Where an assignment has fewer, it says nothing."""
COMMON = 0.05
"""A file that a larger share of the class has written alike says nothing about two of them,"""
ALWAYS_RARE, NEVER_RARE = 3, 20
"""but one that no more than the first number have written does, and one that more than the second have never does."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Learners of whom each has written several exercises as another one has. `exercises` are those that any two of
    them have in common, by name."""

    learners: tuple[str, ...]
    exercises: tuple[str, ...]


class Lookalikes:
    """Finds them. What is kept of a learner is a digest for each exercise."""

    def __init__(self) -> None:
        self._learners: list[str] = []
        self._written: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._handed_in: Counter[str] = Counter()

    def add(self, learner: str, structures: Mapping[str, str]) -> None:
        """Add a learner, with the structure (`ExerciseResult.structure`) of each exercise that they wrote."""
        self._learners.append(learner)
        for exercise, structure in structures.items():
            if structure:
                self._handed_in[exercise] += 1
                self._written[exercise, structure].append(len(self._learners) - 1)

    def found(self) -> list[Alike]:
        """Groups of such learners, the largest first, then by the exercises that they have in common."""
        shared: dict[tuple[int, int], set[str]] = defaultdict(set)
        for (exercise, _), who in self._written.items():
            most = min(max(ALWAYS_RARE, int(COMMON * self._handed_in[exercise])), NEVER_RARE)
            if 1 < len(who) <= most:
                for pair in combinations(who, 2):
                    shared[pair].add(exercise)
        close = {pair: exercises for pair, exercises in shared.items() if len(exercises) >= FEWEST}
        beside: dict[int, set[int]] = defaultdict(set)
        for one, other in close:
            beside[one].add(other)
            beside[other].add(one)
        groups: list[Alike] = []
        met: set[int] = set()
        for start in sorted(beside):
            if start not in met:
                group = sorted(reachable([start], beside.__getitem__))
                met |= set(group)
                common = {exercise for pair, exercises in close.items() if pair[0] in group for exercise in exercises}
                groups.append(Alike(tuple(self._learners[one] for one in group), tuple(sorted(common))))
        return sorted(groups, key=lambda one: (-len(one.learners), -len(one.exercises), one.learners))
