"""A class, one learner after the other, with how they stand in each assignment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import groupby

from grader.cohort.class_insights import ClassInsights
from grader.records.gradebook import Gradebook
from grader.records.standings import Standing


def by_learner(gradebook: Gradebook, assignments: Sequence[str]) -> Iterator[tuple[str, tuple[Standing, ...]]]:
    """Each learner's id with their standings, in the order of the assignments; learners in the order of their ids."""
    streams = [gradebook.standings(name) for name in assignments]
    place = {name: number for number, name in enumerate(assignments)}
    together = merge(*streams, key=lambda one: (one.learner, place[one.assignment]))
    for learner, standings in groupby(together, key=lambda one: one.learner):
        yield learner, tuple(standings)


def insights_of(gradebook: Gradebook, assignment: str) -> ClassInsights:
    """What the class teaches in one assignment."""
    insights = ClassInsights(assignment)
    for standing in gradebook.standings(assignment):
        insights.add(standing)
    return insights
