"""Points on top: every reader of a result keeps them out of what can be earned."""

import msgspec
import pytest

from grader.reports.class_overview import index_row
from grader.reports.gradescope import render_gradescope
from grader.reports.html import render_html
from grader.reports.language import language_for
from grader.reports.views import view_of
from reports import readers, samples

ENGLISH = language_for("en")


def with_bonus(points):
    """All passed, and its last check is worth 2 points on top of which so many were earned."""
    result = samples.all_passed()
    exercise = result.exercises[-1]
    last = msgspec.structs.replace(exercise.checks[-1], points=points, max_points=0.0, bonus=2.0)
    changed = msgspec.structs.replace(exercise, checks=(*exercise.checks[:-1], last))
    exercises = (*result.exercises[:-1], changed)
    return msgspec.structs.replace(
        result,
        exercises=exercises,
        points=sum(one.points for one in exercises),
        max_points=sum(one.max_points for one in exercises),
    )


@pytest.mark.parametrize("points", [0.0, 2.0])
def test_a_bonus_is_no_part_of_what_can_be_earned(points):
    result = with_bonus(points)
    assert result.is_complete
    assert result.points == result.max_points + points
    row = index_row(result)
    assert (row.points, row.max_points, row.complete) == (result.points, result.max_points, True)


def test_gradescope_counts_it_as_extra():
    document = readers.gradescope(render_gradescope(with_bonus(2.0), ENGLISH))
    last = document["tests"][-1]
    assert (last["score"], last["max_score"]) == (2, 0)
    possible = sum(test["max_score"] for test in document["tests"])
    assert document["score"] == possible + 2
    assert document["extra_data"]["percent"] == 100


def test_a_page_says_that_it_is_on_top():
    view = view_of(with_bonus(2.0), ENGLISH)
    last = view.chapters[-1].exercises[-1].checks[-1]
    assert (last.points, last.max_points) == ("2", "+2")
    assert "2 / +2" in render_html(with_bonus(2.0), ENGLISH)


def test_a_bonus_that_was_not_earned_leaves_full_marks():
    result = with_bonus(0.0)
    exercise = result.exercises[-1]
    last = msgspec.structs.replace(exercise.checks[-1], status="failed")
    exercise = msgspec.structs.replace(exercise, checks=(*exercise.checks[:-1], last))
    view = view_of(msgspec.structs.replace(result, exercises=(*result.exercises[:-1], exercise)), ENGLISH)
    assert view.percent == 100
    assert view.chapters[-1].exercises[-1].complete
    assert not index_row(samples.named_mistake()).complete
