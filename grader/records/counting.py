"""What counts for a learner in an assignment, and why: computed from what is recorded, whenever it is asked for.

Nothing here is ever stored, so nothing can be stale, and the order in which anything was graded leaves no trace.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from grader.records.choosing import Version
from grader.records.policies import Extension, Policy, Ruling, in_force, percent_off

Why = Literal["counts", "too_late", "replaced", "not_best", "repeated", "ungraded", "held"]
"""Why a version counts, or not: too_late: handed in after the deadline, and late work does not count; replaced: a later
one counts; not_best: another one is worth more; repeated: the same work was handed in before; held: it is in doubt
whose it is, and no instructor has accepted it."""

_OUT: frozenset[Why] = frozenset({"too_late", "held"})
"""The reasons for which a version cannot count, whatever it is worth."""

_HELD_GRADED = 5
"""How much of what is held for a learner is graded: who forges hand-ins by the hundred keeps no machine busy."""


@dataclass(frozen=True, slots=True)
class Score:
    """The recorded score of one version of a learner's work.

    Attributes:
        key: the attempt's key.
        points: with the overridden checks already in them.
        current: whether it was graded with what the assignment was last graded with.
    """

    key: str
    content: str
    points: float
    max_points: float
    current: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    """One version, and what it is worth.

    Attributes:
        percent: the share that is taken off for being late.
        points: what it is worth after that; None if it is not graded, is too late or is held.
    """

    version: Version
    score: Score | None
    late: timedelta
    percent: float
    points: float | None
    why: Why


@dataclass(frozen=True, slots=True)
class Counted:
    """What counts.

    Attributes:
        judged: every version, oldest first.
        chosen: the one that counts, if one is graded.
        pending: whether the version that should count is not graded yet, so that an earlier one stands in for it.
        deadline: the learner's own.
        extension: the extension that is in force, if any.
        points: the points that count; None if nothing counts.
        rulings: those in force.
        excluded: whether the learner is excluded from the assignment, so that no points count.
    """

    judged: tuple[Judged, ...] = ()
    chosen: Judged | None = None
    pending: bool = False
    deadline: datetime | None = None
    extension: Extension | None = None
    points: float | None = None
    max_points: float | None = None
    rulings: tuple[Ruling, ...] = ()
    excluded: bool = False

    @property
    def override(self) -> Ruling | None:
        """The override of the whole score, if one is in force."""
        return next((one for one in self.rulings if one.kind == "override" and not one.check), None)


def count(
    versions: Sequence[Version],
    scores: Mapping[str, Score],
    policy: Policy,
    extension: Extension | None = None,
    rulings: tuple[Ruling, ...] = (),
    full: float | None = None,
) -> Counted:
    """What counts of these versions.

    An extension only ever helps: where the work that would count without it is worth more, that counts.

    Args:
        versions: all versions of the learner's work, oldest first.
        scores: the recorded scores, by the version's content.
        full: the points that can be earned, for a learner of whom nothing is graded.
    """
    holding = in_force(rulings)
    extended = _own_deadline(policy, extension)
    counted = _of_deadline(versions, scores, policy, extended)
    if extended != policy.deadline:
        without = _of_deadline(versions, scores, policy, policy.deadline)
        if _worth(without) > _worth(counted):
            counted = without
    points = counted.chosen.points if counted.chosen else None
    max_points = counted.chosen.score.max_points if counted.chosen and counted.chosen.score else full
    whole = next((one for one in holding if one.kind == "override" and not one.check), None)
    if whole is not None:
        points = whole.points
    excluded = any(one.kind == "exclude" and not one.check for one in holding)
    return replace(
        counted,
        deadline=extended,
        extension=extension if extension and extension.deadline else None,
        points=None if excluded else points,
        max_points=max_points,
        rulings=holding,
        excluded=excluded,
    )


def wanted(versions: Sequence[Version], policy: Policy, extension: Extension | None = None) -> tuple[Version, ...]:
    """The versions whose scores `count` needs, oldest first: each content once.

    The newest is among them even if it is too late, so that an extension or another policy counts at once. So are the
    newest of those that are held, so that an instructor sees what they are about.
    """
    found: dict[str, Version] = {}
    for deadline in (_own_deadline(policy, extension), policy.deadline, None):
        judged = _judge(versions, {}, policy, deadline)
        counting = [one.version for one in judged if one.why not in _OUT]
        for version in counting if policy.take == "best" else counting[-1:]:
            found.setdefault(version.content, version)
    for version in [one for one in versions if one.held][-_HELD_GRADED:]:
        found.setdefault(version.content, version)
    return tuple(version for version in versions if found.get(version.content) is version)


def _own_deadline(policy: Policy, extension: Extension | None) -> datetime | None:
    if policy.deadline is None or extension is None or extension.deadline is None:
        return policy.deadline
    return max(policy.deadline, extension.deadline)


def _worth(counted: Counted) -> float:
    return -1.0 if counted.chosen is None or counted.chosen.points is None else counted.chosen.points


def _of_deadline(
    versions: Sequence[Version], scores: Mapping[str, Score], policy: Policy, deadline: datetime | None
) -> Counted:
    judged = _judge(versions, scores, policy, deadline)
    eligible = [one for one in judged if one.why not in _OUT]
    graded = [one for one in eligible if one.points is not None]
    if policy.take == "best":
        # Among equals, the first, because it was handed in earliest.
        chosen = max(graded, key=lambda one: one.points or 0.0, default=None)
    else:
        chosen = graded[-1] if graded else None
    due = eligible if policy.take == "best" else eligible[-1:]
    pending = any(one.score is None or not one.score.current for one in due)
    told = tuple(replace(one, why=_why(one, chosen, policy)) for one in judged)
    return Counted(told, next((one for one in told if one.why == "counts"), None), pending)


def _why(one: Judged, chosen: Judged | None, policy: Policy) -> Why:
    if chosen is not None and one.version is chosen.version:
        return "counts"
    if one.why in _OUT:
        return one.why
    if one.points is None:
        return "ungraded"
    if chosen is not None and one.version.content == chosen.version.content and policy.take == "best":
        return "repeated"
    return "replaced" if policy.take == "latest" else "not_best"


def _judge(
    versions: Sequence[Version], scores: Mapping[str, Score], policy: Policy, deadline: datetime | None
) -> tuple[Judged, ...]:
    judged = []
    for version in versions:
        late = _lateness(version, policy, deadline)
        too_late = late > timedelta(0) and policy.late == "none"
        percent = 100.0 if too_late else percent_off(policy, late)
        score = scores.get(version.content)
        why: Why = "held" if version.held else "too_late" if too_late else "replaced"
        points = None if score is None or why in _OUT else round(score.points * (1 - percent / 100), 6)
        judged.append(Judged(version, score, late, percent, points, why))
    return tuple(judged)


def _lateness(version: Version, policy: Policy, deadline: datetime | None) -> timedelta:
    """How long after the deadline it was handed in; nothing within the time of grace."""
    if deadline is None:
        return timedelta(0)
    if version.time is None:
        # Only that it was late is known, by the platform's own deadline, which knows nothing of an extension.
        known = version.hand_in.marked_late and deadline == policy.deadline
        return timedelta(seconds=1) if known else timedelta(0)
    late = version.time - deadline
    return late if late > timedelta(minutes=policy.grace_minutes) else timedelta(0)
