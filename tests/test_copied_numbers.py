"""A table of the numbers that a report shows earns nothing, however often it is handed in and filled in further.

The attacker reads the page and the document that a learner is given, and hands in functions that look up their
arguments among those that stand there, and return what was expected. How a report writes arguments is in the open.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from calling import KEY

from grader.course.discovery import find_course
from grader.course.seeds import Key
from grader.execution.pool import Pool
from grader.grading.documents import decode_result, encode_result
from grader.grading.grading import grade_text
from grader.grading.preparing import Preparer
from grader.grading.result import CheckResult, Result
from grader.reports.html import render_html
from grader.reports.language import language_for
from grader.reports.redaction import for_learner

COURSE = find_course(Path(__file__).resolve().parents[1])
SECRET = Key("gradebook", KEY)
HAND_INS = 20

LOOKED_UP = """
def _text(value):
    value = value.tolist() if hasattr(value, "tolist") else value
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_text, value)) + "]"
    return f"{value:.4g}" if isinstance(value, (int, float)) and not isinstance(value, bool) else repr(value)


def _look_up(function, values):
    return TABLE.get((function, *map(_text, values)))
"""

Table = dict[tuple[str, ...], object]


def program(functions: list[str], table: Table) -> str:
    """Functions that look up what they are called with."""
    looking = [f"def {name}(*values):\n    return _look_up({name!r}, values)\n" for name in functions]
    return "\n\n".join((f"TABLE = {table!r}\n", LOOKED_UP, *looking))


def normal(text: str) -> str:
    """An argument's text as `_text` writes it."""
    return re.sub(r"-?\d[\d.e+-]*", lambda number: f"{float(number[0]):.4g}", text)


def read_off(result: Result) -> Table:
    """What a document says about the answers: the arguments of each case, and what was expected."""
    table: Table = {}
    for check in result.exercises[0].checks:
        for case in check.cases:
            try:
                answer = ast.literal_eval(case.expected)
            except (SyntaxError, ValueError):
                continue
            table[(check.function, *map(normal, case.arguments.values()))] = answer
    return table


def handed_in(exercise: str, pool: Pool, given: Callable[[Result], Result]) -> list[CheckResult]:
    """The checks of the last of many hand-ins, each filled in with what `given` shows of those before."""
    preparer = Preparer(COURSE, key=SECRET)
    ready, run = preparer.ready(COURSE.exercise(exercise), 0), preparer.run(0)
    functions = [name for name in ready.plan.exercise.functions if name.isidentifier()]
    table: Table = {}
    for _ in range(HAND_INS):
        result = grade_text(ready, run, pool, program(functions, table))
        read = table | read_off(given(result))
        if read == table:
            break  # every further hand-in is the same as this one
        table = read
    return list(result.exercises[0].checks)


def as_learners_are_given(result: Result) -> Result:
    """The document in a learner's folder. Nothing more stands on the page, which is made from it."""
    document = for_learner(result, "all")
    assert document is not None
    assert str(result.seed) not in encode_result(document).decode()
    assert str(result.seed) not in render_html(document, language_for("en"))
    return decode_result(encode_result(document))


EXERCISES = ["gradient_descent", "linear_graph", "smoothing"]


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_table_of_a_reports_numbers_earns_nothing(exercise: str, pool: Pool) -> None:
    checks = handed_in(exercise, pool, as_learners_are_given)
    copied = [case for check in checks for case in check.cases if case.status == "passed"]
    assert copied, "the table should know some of the fixed cases, or this shows nothing"
    assert not any(case.drawn for case in copied)
    assert {check.id: check.points for check in checks if check.points} == {}


def test_a_table_of_an_instructors_numbers_would_earn_points(pool: Pool) -> None:
    """Or the test above would show only that the attacker is a bad one."""
    checks = handed_in("smoothing", pool, lambda result: result)
    assert sum(check.points for check in checks) > 0
