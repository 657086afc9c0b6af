"""Compares a class between two versions of the course, or two moments: who gained, who lost, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from grader.errors import RecordsError
from grader.grading.result import Result
from grader.records.attempts import Attempt
from grader.records.choosing import stamp
from grader.records.gradebook import Gradebook
from grader.records.standings import Past, Standing


@dataclass(frozen=True, slots=True)
class Side:
    """What counts for a learner on one side.

    Attributes:
        points: the points that count; None if nothing does.
        graded: the points that the work was graded with, before any decision.
        source: where the work came from.
        content: its digest.
        percent: what is taken off for being late.
        override: the points that an instructor set for everything, if any.
        checks: the points that an instructor set for single checks.
        excluded: whether the learner is excluded.
    """

    points: float | None
    graded: float
    source: str
    content: str
    percent: float
    override: float | None
    checks: tuple[tuple[str, float], ...]
    excluded: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One learner for whom something differs.

    Attributes:
        checks: the checks that were graded differently, as name, before, after.
        by_grading: how much of the change is from grading: from other checks, or from another work.
        by_decisions: the rest, from lateness and an instructor's decisions.
    """

    learner: str
    before: Side
    after: Side
    checks: tuple[tuple[str, float, float], ...]

    @property
    def difference(self) -> float:
        """How much more counts afterwards."""
        return round((self.after.points or 0.0) - (self.before.points or 0.0), 6)

    @property
    def by_grading(self) -> float:
        """How much more the work was graded with."""
        return round(self.after.graded - self.before.graded, 6)

    @property
    def by_decisions(self) -> float:
        """The rest of the difference."""
        return round(self.difference - self.by_grading, 6)

    @property
    def other_work(self) -> bool:
        """Whether another hand-in counts."""
        return self.before.content != self.after.content


@dataclass(frozen=True, slots=True)
class Comparison:
    """The learners for whom something differs; and those whose work was graded again since with the same version of the
    course, so that the grading before is not known."""

    changes: tuple[Change, ...]
    unknown: tuple[str, ...] = ()


def compared(gradebook: Gradebook, assignment: str, before: str, after: str) -> Comparison:
    """The learners for whom something differs between two versions of the course (beginnings of their digests) or two
    moments.

    A moment is compared with everything that was decided until then. Two versions are compared on the works that were
    graded with both, under the decisions of now.

    Raises:
        RecordsError: if nothing was graded by one of them.
    """
    attempts = gradebook.attempts(assignment)
    pasts = [_past(before), _past(after)]
    for past, named in zip(pasts, (before, after), strict=True):
        if not any(_graded(past, one) for one in attempts):
            raise RecordsError(
                "nothing was graded by `%(named)s`: `grader gradebook history LEARNER` shows times and courses",
                named=named,
            )
    if all(past.course for past in pasts):
        first, second = ({(one.learner, one.content) for one in attempts if _graded(past, one)} for past in pasts)
        pasts = [Past(course=past.course, works=frozenset(first & second)) for past in pasts]
    sides = [{one.learner: one for one in gradebook.standings(assignment, past)} for past in pasts]
    unknown = _graded_again(attempts, pasts)
    changes = (
        _change(learner, sides[0][learner], sides[1][learner])
        for learner in sorted(sides[0].keys() & sides[1].keys())
        if learner not in unknown
    )
    return Comparison(tuple(one for one in changes if one is not None), unknown)


def _past(named: str) -> Past:
    try:
        time = datetime.fromisoformat(named)
    except ValueError:
        return Past(course=named)
    return Past(until=stamp((time if time.tzinfo else time.astimezone()).astimezone(UTC)))


def _graded(past: Past, one: Attempt) -> bool:
    return past.graded(one.learner, one.content, one.course, one.graded)


def _graded_again(attempts: Iterable[Attempt], pasts: Sequence[Past]) -> tuple[str, ...]:
    again = {
        one.learner
        for one in attempts
        for past in pasts
        if past.until and one.gradings > 1 and not past.holds(one.graded) and one.handed_in <= past.until
    }
    return tuple(sorted(again))


def _change(learner: str, before: Standing, after: Standing) -> Change | None:
    if before.grade is None and after.grade is None and before.points == after.points:
        return None
    was, now = _side(before), _side(after)
    checks = _differing(before, after)
    same = (was.points, was.graded) == (now.points, now.graded)
    return None if same and not checks else Change(learner, was, now, checks)


def _side(standing: Standing) -> Side:
    counted, grade = standing.counted, standing.grade
    given = tuple((one.check, one.points or 0.0) for one in counted.rulings if one.kind == "override" and one.check)
    return Side(
        counted.points,
        grade.points if grade else 0.0,
        grade.source if grade else "",
        grade.content if grade else "",
        counted.chosen.percent if counted.chosen else 0.0,
        counted.override.points if counted.override else None,
        given,
        counted.excluded,
    )


def _differing(was: Standing, now: Standing) -> tuple[tuple[str, float, float], ...]:
    before, after = (_points(one.grade.result) if one.grade else {} for one in (was, now))
    names = dict.fromkeys((*before, *after))
    return tuple(
        (name, before.get(name, 0.0), after.get(name, 0.0))
        for name in names
        if before.get(name, 0.0) != after.get(name, 0.0)
    )


def _points(result: Result) -> dict[str, float]:
    return {f"{one.name}:{check.id}": check.points for one in result.exercises for check in one.checks}
