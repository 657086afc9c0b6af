"""A learner's process may answer whatever it likes: with the same answer to everything, no check is passed.

The file takes the place of the codec's `encode` in its own process. That is as far as a learner can go, since nothing
but what `encode` gives ever leaves the process.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from own_exercises import loaded

from grader.course.discovery import ExerciseFiles, find_course
from grader.testing import grade_file

ROOT = Path(__file__).parents[1]
EXERCISES = find_course(ROOT).exercises

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

ANSWERS = {
    "true": "True",
    "ones": "_encode([1.0, 1.0])",
    "the right answer of the first case": "_first.setdefault(seen['probe'], _encode(value))",
}


@pytest.mark.parametrize("files", EXERCISES, ids=[files.name for files in EXERCISES])
def test_one_answer_to_everything_passes_no_check(files: ExerciseFiles) -> None:
    exercise = loaded(files)
    alike = {check.id for check in exercise.checks if check.alike}
    for name, answer in ANSWERS.items():
        text = exercise.reference_source + ANSWERING.replace("ANSWER\n", f"{answer}\n")
        graded = grade_file(ROOT, files.name, text, explained=False)
        checks = [check for check in graded.checks if check.id not in alike]
        assert [check.id for check in checks if check.status == "passed" or check.points] == [], name
