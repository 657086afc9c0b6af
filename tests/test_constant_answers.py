"""A learner's process may answer whatever it likes: with the same answer to everything, no check is passed.

Nor does a function pass that is run once more on top of wrong ones, with the one answer that may be right somewhere.
The file takes the place of what runs a case in its own process. That is as far as a learner can go, since nothing but
what this gives ever leaves the process. A probe is run only where its answer is wanted.
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
_run, _encode, _first = _running._in_container, _running.encode, {}


def _answer(module, probe, arguments, container, ambient):
    value = ANSWER
    if value is None:
        ran = _run(module, probe, arguments, container, ambient)
        if not isinstance(ran, _running.Returned):
            return ran  # a refusal is as it was
        value = _first[probe.__code__] = ran.value
    objects = {name: _running.decode(given, container) for name, given in arguments.items()}
    after = {name: _encode(objects[name]) for name, given in arguments.items() if _running.can_change(given)}
    return _running.Returned(value, container, after)


_running._in_container = _answer
"""

CONSTANTS = {"true": "_encode(True)", "ones": "_encode([1.0, 1.0])"}
FIRST = "_first.get(probe.__code__)"
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
