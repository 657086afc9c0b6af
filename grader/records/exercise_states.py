"""How far a learner is in each exercise, from their files and what is remembered of their last checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from grader.course.declared_checks import Declaration
from grader.grading.result import ExerciseResult
from grader.source.unwritten import unwritten_functions

State = Literal["absent", "untouched", "unchecked", "begun", "done"]
"""absent: the file is not here; untouched: nothing was written in it; unchecked: it has changed since it was checked;
begun: not everything passes; done: everything passes."""

_BROKEN = ("failed", "error", "timeout")


@dataclass(frozen=True, slots=True)
class ExerciseState:
    """How far a learner is in one exercise.

    Attributes:
        name: the exercise's name.
        chapter: its chapter's folder name.
        title: its title by language.
        file: the learner's file as they would type it; "" if there is none.
        state: how far it is.
        passed: how many checks pass, as far as is known.
        total: how many checks there are.
        points: the points earned, as far as is known.
        max_points: the points that can be earned.
        roles: for each role, how many checks pass, and of how many.
        function: the function to go on with; "" if only a check can tell.
        broken: whether that function was written and is not right.
        changed: when the file last changed, in seconds since the epoch.
    """

    name: str
    chapter: str
    title: Mapping[str, str]
    file: str
    state: State
    passed: int
    total: int
    points: float
    max_points: float
    roles: Mapping[str, tuple[int, int]]
    function: str
    broken: bool
    changed: float


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A learner's file: its path as they would type it, its text, and when it last changed."""

    path: str
    text: str
    changed: float


def state_of(
    name: str,
    chapter: str,
    declaration: Declaration,
    stub: Sequence[str],
    own: OwnFile | None,
    known: ExerciseResult | None,
) -> ExerciseState:
    """The state of one exercise.

    Args:
        name: its name.
        chapter: its chapter's folder name.
        declaration: what its checks file declares.
        stub: the functions that a learner has to write.
        own: the learner's file; None if there is none.
        known: what was found in this very text; None if it was not checked.
    """
    passed = {check.id: check for check in known.checks if check.status == "passed"} if known and own else {}
    roles: dict[str, tuple[int, int]] = {}
    for declared in declaration.checks:
        got, total = roles.get(declared.role, (0, 0))
        roles[declared.role] = (got, total + 1)
    for check in passed.values():
        got, total = roles.get(check.role, (0, 0))
        roles[check.role] = (min(got + 1, total), total)
    unwritten = unwritten_functions(own.text) if own else ()
    function, broken = _go_on_with(known, unwritten)
    total = len(declaration.checks)
    return ExerciseState(
        name=name,
        chapter=chapter,
        title=declaration.title,
        file=own.path if own else "",
        state=_state(own, known, total, bool(stub) and set(unwritten) >= set(stub)),
        passed=len(passed),
        total=total,
        points=sum(check.points for check in known.checks) if known and own else 0.0,
        max_points=sum(declared.points for declared in declaration.checks),
        roles=roles,
        function=function,
        broken=broken,
        changed=own.changed if own else 0.0,
    )


def _state(own: OwnFile | None, known: ExerciseResult | None, total: int, untouched: bool) -> State:
    if own is None:
        return "absent"
    if untouched:
        return "untouched"
    if known is None:
        return "unchecked"
    right = [check for check in known.checks if check.status == "passed" or check.bonus]
    return "done" if len(right) == total == len(known.checks) else "begun"


def _go_on_with(known: ExerciseResult | None, unwritten: Sequence[str]) -> tuple[str, bool]:
    """The first function that is not right, else the first that is not written."""
    if known is not None:
        for check in known.checks:
            if check.status in _BROKEN:
                return check.function, True
    return (unwritten[0] if unwritten else ""), False


def next_exercise(states: Sequence[ExerciseState]) -> ExerciseState | None:
    """The exercise to go on with: the unfinished one that was worked on last, else the first that was not begun, after
    the last one that is done; None if everything is done, or nothing is here."""
    begun = [one for one in states if one.state in ("begun", "unchecked")]
    if begun:
        return max(begun, key=lambda one: one.changed)
    last = max((place for place, one in enumerate(states) if one.state == "done"), default=-1)
    fresh = [*states[last + 1 :], *states[: last + 1]]
    return next((one for one in fresh if one.state == "untouched"), None)
