"""What still has to be graded, and what it is graded with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

from grader.course.discovery import find_course
from grader.course.loading import load_exercise
from grader.grading.result import FollowThrough
from grader.records.attempts import Recorded, attempt_key
from grader.records.choosing import Version, as_recorded, versions_of
from grader.records.marking import course_digest, missing
from grader.wire.levels import UNUSED
from records.collecting import collect
from records.making import bundle, put

ROOT = Path(__file__).parents[2]


def versions(folder: Path) -> list[Version]:
    found = collect([folder], ["gradient_descent"]).hand_ins
    return [version for hand_in in found for version in versions_of([as_recorded(hand_in, "")])]


def test_what_is_recorded_for_this_course_under_enough_isolation_is_not_missing(tmp_path: Path) -> None:
    for name in ("ann", "ben"):
        put(tmp_path, bundle(name))
    found = versions(tmp_path)
    key = attempt_key("ann", "all", found[0].content, "c1")

    def left(course: str, level: str, needed: str) -> list[str]:
        return [one.learner for one in missing(found, "all", lambda _: course, {key: Recorded(level, 1)}, needed)]

    assert left("c1", "restricted", "none") == ["ben"]
    assert left("c2", "restricted", "none") == ["ann", "ben"]
    assert left("c1", "limits", "restricted") == ["ann", "ben"]
    assert left("c1", UNUSED, "restricted") == ["ben"]


def test_a_course_is_another_one_where_a_right_answer_in_another_style_is() -> None:
    """What styles allow goes into the tolerances, and so into the verdicts."""
    loaded = load_exercise(find_course(ROOT).exercise("gradient_descent"))
    fewer = replace(loaded, styles=loaded.styles[1:])
    digests = {course_digest([(exercise, None)], 1, 5.0) for exercise in (loaded, fewer)}
    assert len(digests) == 2


def test_work_is_graded_again_under_another_share_for_functions_that_are_right_by_themselves() -> None:
    loaded = load_exercise(find_course(ROOT).exercise("gradient_descent"))
    assert len({course_digest([(loaded, None)], 1, 5.0, (), policy) for policy in get_args(FollowThrough)}) == 3
    assert course_digest([(loaded, None)], 1, 5.0, (), "full") == course_digest([(loaded, None)], 1, 5.0)
