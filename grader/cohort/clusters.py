"""Learners whose wrong numbers are the same although nobody has named the mistake that they have in common.

Equality within a tolerance is not transitive: a may equal b and b equal c where a and c differ. So a cluster has a
representative, the first of its learners in the order of their ids, and holds those who are within what the
representative's numbers allow. Learners are added in that order, and each belongs to the oldest cluster whose
representative it equals; the outcome depends on nothing else. Two of a cluster may differ by twice what is allowed; a
mistake that lies ten tolerances from the next one, as named mistakes must, is one cluster.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, field

from grader.grading.result import CaseResult, CheckResult, ExerciseResult, Sentence
from grader.numerics.excerpts import Excerpt, is_same

SMALLEST = 2
"""A single learner is no cluster."""


@dataclass(frozen=True, slots=True)
class Example:
    """One learner of a cluster: their code, the smallest edit after which it is right (if one was found), and the
    first case that is wrong, with its arguments, what they give, and what is right."""

    learner: str
    code: str
    edit: str
    arguments: dict[str, str]
    got: str
    expected: str


@dataclass(slots=True)
class Cluster:
    """Learners with the same wrong numbers in one check. `checks` are all checks of the function that these learners
    fail in the same way, this one first. The example is one of whom an edit is known, if there is one."""

    exercise: str
    title: Sentence
    function: str
    checks: tuple[str, ...]
    sentence: Sentence
    learners: list[str]
    example: Example


@dataclass(frozen=True, slots=True)
class _Group:
    """Clusters of one check with the same form: the numbers of their representatives, by their sums."""

    by_sum: list[tuple[float, int]] = field(default_factory=list)
    numbers: list[tuple[Excerpt, ...]] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)
    widest: list[float] = field(default_factory=lambda: [0.0])


class Clusters:
    """Finds the clusters of a class. Add learners in the order of their ids."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str, tuple[str, ...]], _Group] = {}

    def add(self, learner: str, exercise: ExerciseResult) -> None:
        """Add what one learner's file gave."""
        for check in exercise.checks:
            if not is_unnamed(check):
                continue
            key, numbers = _signature(check)
            group = self._groups.setdefault((exercise.name, check.id, key), _Group())
            cluster = _place(group, numbers)
            if cluster is None:
                _begin(group, numbers, _cluster(learner, exercise, check))
                continue
            cluster.learners.append(learner)
            if not cluster.example.edit and check.smallest_edit is not None and check.smallest_edit.diff:
                cluster.example = _example(learner, check)

    def found(self, smallest: int = SMALLEST) -> list[Cluster]:
        """The clusters of at least so many learners, the largest first; of several that are the same learners in
        checks of one function, one."""
        kept: dict[tuple[str, str, tuple[str, ...]], Cluster] = {}
        for group in self._groups.values():
            for one in group.clusters:
                if len(one.learners) < smallest:
                    continue
                first = kept.setdefault((one.exercise, one.function, tuple(one.learners)), one)
                if first is not one and one.checks[0] not in first.checks:
                    first.checks = (*first.checks, *one.checks)
        return sorted(kept.values(), key=lambda one: -len(one.learners))


def is_unnamed(check: CheckResult) -> bool:
    """Whether the numbers of a check are wrong, are known, and nobody has named why."""
    return (
        check.status == "failed"
        and not check.mistakes
        and any(case.excerpt is not None and case.excerpt.numbers for case in check.cases)
    )


def _signature(check: CheckResult) -> tuple[tuple[str, ...], tuple[Excerpt, ...]]:
    """What has to be equal exactly, case by case, and the numbers."""
    fixed = [case for case in check.cases if case.drawn is False]
    return tuple(map(_form, fixed)), tuple(case.excerpt for case in fixed if case.excerpt is not None)


def _form(case: CaseResult) -> str:
    if case.excerpt is not None:
        return case.excerpt.form
    return f"{case.status}: {case.error.type_name or case.error.kind}" if case.error else case.status


def _place(group: _Group, numbers: tuple[Excerpt, ...]) -> Cluster | None:
    """The oldest cluster that the numbers belong to."""
    total, width = _sum(numbers), group.widest[0]
    begin = bisect_left(group.by_sum, (total - width, -1))
    end = bisect_right(group.by_sum, (total + width, len(group.clusters)))
    for index in sorted(index for _, index in group.by_sum[begin:end]):
        if all(is_same(own, other) for own, other in zip(group.numbers[index], numbers, strict=True)):
            return group.clusters[index]
    return None


def _begin(group: _Group, numbers: tuple[Excerpt, ...], cluster: Cluster) -> None:
    allowed = sum(unit for one in numbers for unit in one.allowed)
    group.widest[0] = max(group.widest[0], allowed + 1e-9 * abs(_sum(numbers)))
    insort(group.by_sum, (_sum(numbers), len(group.clusters)))
    group.numbers.append(numbers)
    group.clusters.append(cluster)


def _sum(numbers: tuple[Excerpt, ...]) -> float:
    return sum(number for one in numbers for number in one.numbers)


def _cluster(learner: str, exercise: ExerciseResult, check: CheckResult) -> Cluster:
    example = _example(learner, check)
    return Cluster(exercise.name, exercise.title, check.function, (check.id,), check.sentence, [learner], example)


def _example(learner: str, check: CheckResult) -> Example:
    case = next(_wrong(check))
    edit = check.smallest_edit.diff if check.smallest_edit is not None else ""
    return Example(learner, check.code, edit, dict(case.arguments), case.got, case.expected)


def _wrong(check: CheckResult) -> Iterator[CaseResult]:
    return (case for case in check.cases if case.excerpt is not None and case.excerpt.numbers)
