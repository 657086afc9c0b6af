"""Two moments are compared by what counted then, and a difference is told by where it is from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from reports import samples

from grader.errors import RecordsError
from grader.grading.documents import encode_result
from grader.grading.result import Result
from grader.records import decisions
from grader.records.attempts import Attempt
from grader.records.choosing import HandedIn, stamp, versions_of
from grader.records.comparing import Change, compared
from grader.records.gradebook import Gradebook, open_gradebook
from grader.records.policies import Extension, PolicyChanges
from records.making import NOON


class Clock:
    """The time at which everything is recorded, in hours after noon."""

    hour = 0.0

    def now(self) -> str:
        return at(self.hour)


def at(hour: float) -> str:
    return stamp(NOON + timedelta(hours=hour))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(decisions, "_now", clock.now)
    return clock


@pytest.fixture
def gradebook(tmp_path: Path) -> Iterator[Gradebook]:
    with open_gradebook(tmp_path) as opened:
        yield opened


def result(points: float) -> Result:
    check = samples.check("gradient", "failed", points=points, max_points=8.0)
    return msgspec.structs.replace(samples.result(samples.exercise(check)), points=points, max_points=8.0)


def grade(gradebook: Gradebook, clock: Clock, name: str, points: float, course: str = "c1", again: bool = False,
          handed_in: float | None = None, learner: str = "ann") -> None:  # fmt: skip
    hour = clock.hour if handed_in is None else handed_in
    time = NOON + timedelta(hours=hour)
    hand_in = HandedIn(learner, f"{name}.zip", name, {"x": name}, time, time, clock.now(), clock.now())
    gradebook.see("all", [hand_in])
    gradebook.use("all", {course: 0})
    content = versions_of([hand_in])[0].content
    document = encode_result(msgspec.structs.replace(result(points), learner=learner))
    gradebook.record(
        Attempt(learner, "all", content, course, hand_in.source, at(hour), clock.now(), 1, "none", document),
        again=again,
    )


def between(gradebook: Gradebook, before: float | str, after: float | str) -> tuple[Change, ...]:
    first, second = (one if isinstance(one, str) else at(one) for one in (before, after))
    return compared(gradebook, "all", first, second).changes


def parts(change: Change) -> tuple[float | None, float | None, float, float]:
    return change.before.points, change.after.points, change.by_grading, change.by_decisions


def test_each_decision_is_told_apart_from_grading(gradebook: Gradebook, clock: Clock) -> None:
    grade(gradebook, clock, "a", 4.0)
    clock.hour = 2
    gradebook.decisions.set_policy(
        "all", PolicyChanges(deadline=NOON - timedelta(hours=1), late="day", late_percent=25), "prof"
    )
    clock.hour = 4
    gradebook.decisions.extend("ann", "all", Extension(NOON, "prof", clock.now(), "ill"))
    clock.hour = 6
    gradebook.decisions.rule("ann", "all", "override", "prof", "oral", points=7.0)
    clock.hour = 8
    gradebook.decisions.withdraw("ann", "all", "override")
    clock.hour = 10
    gradebook.decisions.rule("ann", "all", "exclude", "prof", "left")
    seen = [between(gradebook, hour, hour + 2) for hour in (1, 3, 5, 7, 9)]
    assert [parts(one) for (one,) in seen] == [
        (4.0, 3.0, 0.0, -1.0),
        (3.0, 4.0, 0.0, 1.0),
        (4.0, 7.0, 0.0, 3.0),
        (7.0, 4.0, 0.0, -3.0),
        (4.0, None, 0.0, -4.0),
    ]
    assert seen[0][0].after.percent == 25
    assert (seen[2][0].after.override, seen[4][0].after.excluded) == (7.0, True)
    assert between(gradebook, 1, 1.5) == ()


def test_a_later_hand_in_and_a_changed_check_are_grading(gradebook: Gradebook, clock: Clock) -> None:
    grade(gradebook, clock, "a", 4.0)
    clock.hour = 2
    grade(gradebook, clock, "b", 6.0)
    (handed_in,) = between(gradebook, 1, 3)
    assert (parts(handed_in), handed_in.other_work) == ((4.0, 6.0, 2.0, 0.0), True)
    clock.hour = 4
    grade(gradebook, clock, "b", 5.0, course="c2", handed_in=2)
    (changed,) = between(gradebook, 3, 5)
    assert (parts(changed), changed.other_work) == ((6.0, 5.0, -1.0, 0.0), False)
    assert changed.checks == (("gradient_descent:check_gradient", 6.0, 5.0),)


def test_two_versions_are_compared_on_the_work_that_both_have_graded(gradebook: Gradebook, clock: Clock) -> None:
    grade(gradebook, clock, "a", 4.0)
    grade(gradebook, clock, "a", 4.0, learner="ben")
    clock.hour = 2
    grade(gradebook, clock, "a", 8.0, course="c2", handed_in=0)
    clock.hour = 3
    grade(gradebook, clock, "b", 1.0, course="c2")
    gradebook.decisions.rule("ann", "all", "override", "prof", "oral", points=5.0)
    (change,) = between(gradebook, "c1", "c2")
    assert (change.learner, parts(change), change.other_work) == ("ann", (5.0, 5.0, 4.0, -4.0), False)


def test_a_grading_that_was_replaced_since_is_not_known(gradebook: Gradebook, clock: Clock) -> None:
    grade(gradebook, clock, "a", 4.0)
    grade(gradebook, clock, "a", 4.0, learner="ben")
    clock.hour = 2
    grade(gradebook, clock, "a", 8.0, again=True, handed_in=0)
    found = compared(gradebook, "all", at(1), at(3))
    assert (found.changes, found.unknown) == ((), ("ann",))


def test_what_graded_nothing_is_refused(gradebook: Gradebook, clock: Clock) -> None:
    grade(gradebook, clock, "a", 4.0)
    for named in ("c9", "2020-01-01"):
        with pytest.raises(RecordsError, match=f"nothing was graded by `{named}`"):
            between(gradebook, named, "c1")


def test_every_change_of_a_policy_is_kept(gradebook: Gradebook, clock: Clock) -> None:
    gradebook.decisions.set_policy("all", PolicyChanges(take="best"), "prof")
    clock.hour = 1
    gradebook.decisions.set_policy("all", PolicyChanges(take="best"), "another")
    gradebook.decisions.set_policy("all", PolicyChanges(grace_minutes=5), "another")
    kept = gradebook.decisions.policies("all")
    assert [(one.at, one.who, one.policy.take, one.policy.grace_minutes) for one in kept] == [
        (at(0), "prof", "best", 0),
        (at(1), "another", "best", 5),
    ]
