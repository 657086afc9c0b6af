"""What is made ready before grading, and what is not."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from grader.course.discovery import find_course
from grader.course.targets import select
from grader.execution.limits import Limits
from grader.grading.grading import grade
from grader.grading.preparing import Preparer
from grader.grading.submissions import Submission

ROOT = Path(__file__).parents[2]


def test_of_an_exercise_that_nobody_handed_in_nothing_is_computed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADER_RECORDINGS", str(tmp_path))
    course = find_course(ROOT)
    preparer = Preparer(course)
    ready = [preparer.selected(one, 0, handed_in=False) for one in select(course, ["3"])]
    idle = cast(Any, SimpleNamespace(limits=Limits()))
    result = grade(Submission("ann", {}), ready, idle, preparer.run(0))
    assert list(tmp_path.iterdir()) == []
    assert (result.points, result.max_points > 0) == (0, True)
    checks = [check for exercise in result.exercises for check in exercise.checks]
    assert {check.status for check in checks} == {"not_attempted"}
    assert not any(exercise.submitted for exercise in result.exercises)
