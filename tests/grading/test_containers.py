"""Containers in which a check is tried again: what a learner's process gives in each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from small_course import CHECKS, REFERENCE, make_small_plan

from grader.course.discovery import read_course
from grader.execution.pool import Pool
from grader.grading.check_verdicts import Ready
from grader.grading.grading import Run, grade_text
from grader.grading.reference_runs import make_recording
from grader.grading.result import CheckResult

Graded = Callable[[str], dict[str, CheckResult]]


def grading(folder: Path, pool: Pool, checks: str = CHECKS) -> Graded:
    plan = make_small_plan(folder, checks=checks)
    ready = Ready(read_course(folder).chapters[0], plan, make_recording(plan))

    def graded(text: str) -> dict[str, CheckResult]:
        result = grade_text(ready, Run(plan.exercise.files.settings, 0, 1), pool, text)
        assert result.fault == ""
        return {check.id: check for check in result.exercises[0].checks}

    return graded


@pytest.fixture
def graded(tmp_path: Path, pool: Pool) -> Graded:
    return grading(tmp_path, pool)


IN_PLACE = '''
def line(xs, w):
    """Right on lists; on a tensor, the entries of `found` are views of what changes later."""
    found = []
    for number, x in enumerate(xs):
        x *= w
        found.append(x)
    return found
'''


def test_what_is_right_on_lists_is_right_with_a_note(graded: Graded) -> None:
    check = graded(REFERENCE + IN_PLACE)["points_of_a_line"]
    assert (check.status, check.points) == ("passed", 2.0)
    assert {case.container for case in check.cases} == {"list"}


HIDDEN = CHECKS.replace('{"zh": "接受"})', '{"zh": "接受"}, hidden=True)').replace("n=3.0", "n=41.5")
REMEMBERS = """
seen = []


def refuse(n):
    seen.append(n)
    if n < 0:
        raise ValueError("no")
    return n


def line(xs, w):
    return [*seen, xs[0]]
"""


def test_nothing_is_tried_again_once_a_hidden_check_was_seen(tmp_path: Path, pool: Pool) -> None:
    """Else what a learner's code saw in it would come back in what they are shown."""
    results = grading(tmp_path, pool, HIDDEN)(REFERENCE + REMEMBERS)
    assert results["accepted"].hidden
    assert results["accepted"].status == "passed"
    assert not any("41.5" in case.got for case in results["points_of_a_line"].cases)
