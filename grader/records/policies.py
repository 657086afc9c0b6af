"""What instructors decide: an assignment's policy, a learner's extension, and rulings on a learner's work."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal

from grader.grading.result import FollowThrough

Take = Literal["latest", "best"]
Late = Literal["none", "day", "hour"]
Shown = Literal["all", "points", "nothing"]
RulingKind = Literal["override", "comment", "exclude"]


@dataclass(frozen=True, slots=True)
class Policy:
    """What counts in one assignment.

    Attributes:
        deadline: work that is handed in later is late; None if nothing is ever late.
        grace_minutes: how long after the deadline work still counts as in time.
        late: "none" if late work does not count, otherwise the unit of time for which `late_percent` is taken off.
        late_cap_percent: the most that is taken off.
        take: which of a learner's hand-ins counts.
        shown: what learners are shown: everything, points only, or nothing before the deadline.
        follow_through: what a function earns that is right given the learner's own earlier ones, which are wrong. This
            alone is settled when work is graded: what was graded under another one is graded again.
    """

    deadline: datetime | None = None
    grace_minutes: int = 0
    late: Late = "none"
    late_percent: float = 0.0
    late_cap_percent: float = 100.0
    take: Take = "latest"
    shown: Shown = "all"
    follow_through: FollowThrough = "full"

    def with_changes(self, changes: PolicyChanges) -> Policy:
        """This policy, with what is changed."""
        found: dict[str, Any] = {name: value for name in POLICY_FIELDS if (value := getattr(changes, name)) is not None}
        if changes.no_deadline:
            found["deadline"] = None
        return replace(self, **found)


POLICY_FIELDS = (
    "deadline",
    "grace_minutes",
    "late",
    "late_percent",
    "late_cap_percent",
    "take",
    "shown",
    "follow_through",
)


@dataclass(frozen=True, slots=True)
class PolicyChanges:
    """What is set of a policy; what is None stays as it is. `no_deadline` takes the deadline away."""

    deadline: datetime | None = None
    grace_minutes: int | None = None
    late: Late | None = None
    late_percent: float | None = None
    late_cap_percent: float | None = None
    take: Take | None = None
    shown: Shown | None = None
    follow_through: FollowThrough | None = None
    no_deadline: bool = False

    def __bool__(self) -> bool:
        return self != PolicyChanges()


@dataclass(frozen=True, slots=True)
class SetPolicy:
    """A policy as it held from a change on."""

    at: str
    who: str
    policy: Policy


@dataclass(frozen=True, slots=True)
class Extension:
    """A learner's own deadline in one assignment; None withdraws an earlier one."""

    deadline: datetime | None
    who: str
    at: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision on a learner's work, which no grading changes.

    Attributes:
        check: what it is about, as EXERCISE:CHECK; "" for the whole assignment. That of an exclusion is the source of
            the hand-in that is left out.
        points: those of an override.
        withdrawn: when it was withdrawn; "" if it holds.
    """

    id: int
    kind: RulingKind
    check: str
    points: float | None
    text: str
    who: str
    at: str
    withdrawn: str = ""


def ruled_source(source: str) -> str:
    """A hand-in's source as `Ruling.check`, which is short enough for every database."""
    return source[:300]


def in_force(rulings: tuple[Ruling, ...]) -> tuple[Ruling, ...]:
    """The rulings that hold: of each kind and check the newest, unless it is withdrawn; all comments."""
    newest: dict[tuple[str, ...], Ruling] = {}
    for ruling in sorted(rulings, key=lambda one: one.id):
        if ruling.withdrawn:
            continue
        apart = (str(ruling.id),) if ruling.kind == "comment" else ()
        newest[(ruling.kind, ruling.check, *apart)] = ruling
    return tuple(sorted(newest.values(), key=lambda one: one.id))


def percent_off(policy: Policy, late: timedelta) -> float:
    """The share that is taken off for being so late; each begun unit of time counts whole."""
    if late <= timedelta(0):
        return 0.0
    unit = timedelta(hours=1) if policy.late == "hour" else timedelta(days=1)
    units = -(-late // unit)
    return min(policy.late_percent * units, policy.late_cap_percent, 100.0)
