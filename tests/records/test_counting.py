"""What counts: late work, extensions, overrides; and what holds for all of them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.records.choosing import HandedIn, Version, versions_of
from grader.records.counting import Counted, Score, count, wanted
from grader.records.policies import Extension, Policy, Ruling
from records.making import NOON


def at(hours: float) -> datetime:
    return NOON + timedelta(hours=hours)


def work(*hours: float | None, marked_late: bool = False) -> tuple[Version, ...]:
    return versions_of(
        HandedIn("ann", f"{n}", f"{n}", {"x": f"{n}"}, time, time, marked_late=marked_late)
        for n, hour in enumerate(hours)
        for time in [None if hour is None else at(hour)]
    )


def scored(versions: tuple[Version, ...], *points: float) -> dict[str, Score]:
    return {one.content: Score(one.source, one.content, got, 10.0) for one, got in zip(versions, points, strict=False)}


def counting(policy: Policy, hours: list[float], points: list[float], **more: object) -> Counted:
    versions = work(*hours)
    by_time = sorted(range(len(hours)), key=lambda n: (hours[n], f"{n}"))
    return count(versions, scored(versions, *(points[n] for n in by_time)), policy, **more)  # type: ignore[arg-type]


DUE = Policy(deadline=NOON)
DAILY = Policy(deadline=NOON, late="day", late_percent=10, late_cap_percent=30)


def extension(hours: float) -> Extension:
    return Extension(at(hours), "prof", "2026-11-24T12:00:00Z")


@pytest.mark.parametrize(
    ("policy", "hours", "points"),
    [
        (DUE, [-1, 1], 4.0),
        (DUE, [-1, 0], 8.0),
        (Policy(NOON, grace_minutes=90), [-1, 1], 8.0),
        (Policy(NOON, grace_minutes=30), [-1, 1], 4.0),
        (DAILY, [-1, 1], 7.2),
        (DAILY, [-1, 25], 6.4),
        (DAILY, [-1, 24 * 30], 5.6),
        (Policy(NOON, late="hour", late_percent=1), [-1, 2.5], 7.76),
        (Policy(NOON, take="best"), [1, 2], None),
        (Policy(), [-1, 500], 8.0),
    ],
)
def test_late_work_counts_as_the_policy_says(policy: Policy, hours: list[float], points: float | None) -> None:
    assert counting(policy, hours, [4.0, 8.0]).points == points


def test_an_extension_of_one_learner_counts_and_never_takes_points_away() -> None:
    assert counting(DUE, [-1, 1], [4.0, 8.0], extension=extension(2)).points == 8.0
    assert counting(DUE, [-1, 1], [8.0, 4.0], extension=extension(2)).points == 8.0
    assert counting(DUE, [-1, 1], [4.0, 8.0], extension=extension(-5)).points == 4.0


def test_overrides_hold_whatever_is_graded_and_the_newest_counts() -> None:
    first = Ruling(1, "override", "", 3.0, "oral exam", "prof", "")
    second = Ruling(2, "override", "", 9.0, "again", "prof", "")
    assert counting(DAILY, [5], [10.0], rulings=(second, first)).points == 9.0
    gone = Ruling(2, "override", "", 9.0, "again", "prof", "", "2026-11-25T00:00:00Z")
    assert counting(DAILY, [5], [10.0], rulings=(first, gone)).points == 3.0
    assert count((), {}, DAILY, rulings=(first,), full=10.0).points == 3.0


def test_who_is_excluded_has_no_points() -> None:
    excluded = counting(DUE, [-1], [10.0], rulings=(Ruling(1, "exclude", "", None, "guest", "prof", ""),))
    assert (excluded.points, excluded.excluded) == (None, True)


def test_work_that_is_not_graded_is_pending_and_the_graded_one_before_it_stands_in() -> None:
    versions = work(-2, -1)
    counted = count(versions, scored(versions, 4.0), DUE)
    assert (counted.points, counted.pending) == (4.0, True)
    assert not count(versions, scored(versions, 4.0, 5.0), DUE).pending


def test_what_the_platform_marks_late_is_late_unless_the_deadline_was_extended() -> None:
    versions = work(None, marked_late=True)
    scores = scored(versions, 10.0)
    assert count(versions, scores, Policy()).points == 10.0
    assert count(versions, scores, DUE).points is None
    assert count(versions, scores, DAILY).points == 9.0
    assert count(versions, scores, DAILY, extension(48)).points == 10.0


def test_the_newest_work_is_graded_even_if_it_is_too_late() -> None:
    assert [one.source for one in wanted(work(-2, -1, 1, 2), DUE)] == ["1", "3"]
    assert [one.source for one in wanted(work(-2, -1, 1, 2), DUE, extension(1))] == ["1", "2", "3"]


policies = st.builds(
    Policy,
    deadline=st.none() | st.just(NOON),
    grace_minutes=st.integers(0, 120),
    late=st.sampled_from(["none", "day", "hour"]),
    late_percent=st.floats(0, 100),
    late_cap_percent=st.floats(0, 100),
    take=st.sampled_from(["latest", "best"]),
)
histories = st.lists(st.tuples(st.integers(-100, 100), st.integers(0, 10)), max_size=5)


@given(policies, histories, st.integers(-100, 100))
def test_an_extension_only_ever_helps(policy: Policy, history: list[tuple[int, int]], until: int) -> None:
    hours, points = [one[0] for one in history], [float(one[1]) for one in history]
    without = counting(policy, hours, points).points  # type: ignore[arg-type]
    extended = counting(policy, hours, points, extension=extension(until)).points  # type: ignore[arg-type]
    assert (extended or 0) >= (without or 0)


@given(policies, st.integers(-100, 100), st.integers(0, 100), st.integers(0, 10))
def test_late_work_never_counts_more_than_the_same_in_time(policy: Policy, hour: int, later: int, points: int) -> None:
    early = counting(policy, [hour], [points]).points
    late = counting(policy, [hour + later], [points]).points
    assert (late or 0) <= (early or 0) <= points


@given(policies, histories, st.randoms())
def test_the_order_of_recording_leaves_no_trace(policy: Policy, history: list[tuple[int, int]], random: object) -> None:
    hand_ins = [
        HandedIn("ann", f"{n}", f"{n}", {"x": f"{n}"}, at(hour), at(hour)) for n, (hour, _) in enumerate(history)
    ]
    points = {f"{n}": float(got) for n, (_, got) in enumerate(history)}

    def counted(found: list[HandedIn]) -> Counted:
        versions = versions_of(found)
        scores = [Score(one.source, one.content, points[one.source], 10.0) for one in versions]
        random.shuffle(scores)  # type: ignore[attr-defined]
        return count(versions, {one.content: one for one in scores}, policy)

    shuffled = list(hand_ins)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert counted(shuffled) == counted(hand_ins)


@given(policies, histories, st.integers(0, 10))
def test_an_override_survives_every_grading(policy: Policy, history: list[tuple[int, int]], given_points: int) -> None:
    ruling = Ruling(1, "override", "", float(given_points), "why", "prof", "")
    hours, points = [one[0] for one in history], [float(one[1]) for one in history]
    assert counting(policy, hours, points, rulings=(ruling,)).points == given_points  # type: ignore[arg-type]
