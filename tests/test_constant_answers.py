"""A learner's process may answer whatever it likes: with the same answer to everything, no check is passed.

Nor does a function pass that is run once more on top of wrong ones, with the one answer that may be right somewhere.
The file takes the place of the codec's `encode` in its own process. That is as far as a learner can go, since nothing
but what `encode` gives ever leaves the process.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from calling import shared_pool
from own_exercises import course

from grader.course.discovery import ExerciseFiles
from grader.grading.grading import Run, grade_text
from grader.grading.preparing import Preparer

COURSE = course()

ANSWERING = """

import sys

_frame = sys._getframe()
while "serve" not in _frame.f_globals:
    _frame = _frame.f_back
_running = _frame.f_globals["running"]
_encode, _first = _running.encode, {}


def _answer(value):
    seen = sys._getframe(1).f_locals
    if any(value is given for given in seen["objects"].values()):
        return _encode(value)  # the arguments are as they were
    return ANSWER


_running.encode = _answer
"""

CONSTANTS = {"true": "True", "ones": "_encode([1.0, 1.0])"}
FIRST = "_first.setdefault(seen['probe'].__code__, _encode(value))"
"""The right answer of the first case."""


@pytest.fixture(scope="session")
def preparer() -> Preparer:
    return Preparer(COURSE, observer=shared_pool())


@pytest.mark.parametrize("files", COURSE.exercises, ids=[files.name for files in COURSE.exercises])
def test_one_answer_to_everything_passes_no_check(files: ExerciseFiles, preparer: Preparer) -> None:
    ready = replace(preparer.ready(files, 0), explained=False)
    exercise = ready.plan.exercise
    alike = {check.id for check in exercise.checks if check.alike}

    def passed(answer: str, run: Run) -> list[str]:
        text = exercise.reference_source + ANSWERING.replace("ANSWER\n", f"{answer}\n")
        graded = grade_text(ready, run, shared_pool(), text)
        assert graded.fault == ""
        checks = [check for check in graded.exercises[0].checks if check.id not in alike]
        return [check.id for check in checks if check.status == "passed" or check.points]

    alone = replace(preparer.run(0), composer=None)  # later functions wait for those that are wrong
    assert {name: passed(answer, alone) for name, answer in CONSTANTS.items()} == {name: [] for name in CONSTANTS}
    assert passed(FIRST, preparer.run(0)) == []
