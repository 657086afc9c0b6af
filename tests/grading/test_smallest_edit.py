"""The smallest edit of a learner's own function: found on the right line, told without the edit, bounded."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from small_course import make_small_plan

from grader.course.discovery import read_course
from grader.execution.boundary import Told, go_on
from grader.execution.jobs import Job, Observations
from grader.execution.pool import Pool
from grader.grading.check_verdicts import Ready
from grader.grading.diagnosis import screening
from grader.grading.documents import encode_result
from grader.grading.grading import Run, grade_text
from grader.grading.reference_runs import make_recording
from grader.grading.result import CheckResult, Result
from grader.reports.edit_sentences import edit_sentences
from grader.reports.formats import render
from grader.reports.language import language_for
from grader.reports.redaction import for_oneself, redacted

REFERENCE = '''"""Small functions."""

import torch


def slope(xs, ys, w):
    """The slope of the cost."""
    ### BEGIN SOLUTION
    total = 0.0
    for x, y in zip(xs, ys):
        total += 2 * x * (x * w - y)
    return total / len(xs)
    ### END SOLUTION


def steps(w, lr, count):
    """Every weight of a descent on w**2."""
    ### BEGIN SOLUTION
    ws = [w]
    for _ in range(count):
        w = w - lr * 2 * w
        ws.append(w)
    return ws
    ### END SOLUTION


def between(a, b, t):
    """From a to b."""
    ### BEGIN SOLUTION
    return (1 - t) * a + t * b
    ### END SOLUTION


def climb(limit):
    """1 * 1 + 2 * 2 + ..., the numbers below a limit."""
    ### BEGIN SOLUTION
    number, total = 1, 0
    while number < limit:
        total += number * number
        number += 1
    return total
    ### END SOLUTION


def fit(x, y, lr, count):
    """A weight after some steps."""
    ### BEGIN SOLUTION
    w = torch.tensor(0.5, requires_grad=True)
    for _ in range(count):
        loss = (x * w - y) ** 2
        loss.backward()
        with torch.no_grad():
            w -= lr * w.grad
        w.grad.zero_()
    return w.item()
    ### END SOLUTION
'''

CHECKS = '''"""Checks."""

from grader.authoring import case, check, random_case


@random_case()
def samples(generator):
    return case(xs=generator.uniform(-2, 2, 4).tolist(), ys=generator.uniform(-2, 2, 4).tolist(), w=1.3)


@random_case()
def start(generator):
    return case(w=float(generator.uniform(1, 3)), lr=0.1, count=4)


@random_case()
def ends(generator):
    return case(a=float(generator.uniform(-2, 0)), b=float(generator.uniform(1, 3)), t=0.3)


@random_case()
def limit(generator):
    return case(limit=int(generator.integers(5, 9)))


@random_case()
def sample(generator):
    return case(x=float(generator.uniform(0.5, 1)), y=float(generator.uniform(1, 2)), lr=0.1, count=3)


@check(role="backward", of="slope", points=2, sentence={"zh": "z"},
       cases=[case(xs=[1.0, 2.0], ys=[2.0, 3.5], w=0.5), case(xs=[1.5], ys=[-2.0], w=1.0), samples])
def slope_of_the_cost(m, xs, ys, w):
    """The slope."""
    return m.slope(xs, ys, w)


@check(role="train", of="steps", points=2, sentence={"zh": "z"},
       cases=[case(w=1.0, lr=0.25, count=2), case(w=2.0, lr=0.5, count=1), start])
def weights_of_a_descent(m, w, lr, count):
    """The weights."""
    return m.steps(w, lr, count)


@check(role="forward", of="between", points=2, sentence={"zh": "z"},
       cases=[case(a=1.0, b=2.0, t=0.25), case(a=-1.0, b=3.0, t=0.1), ends])
def on_the_way(m, a, b, t):
    """Between."""
    return m.between(a, b, t)


@check(role="data", of="climb", points=2, sentence={"zh": "z"},
       cases=[case(limit=3), case(limit=4), limit])
def sums(m, limit):
    """Sums."""
    return m.climb(limit)


@check(role="train", of="fit", points=2, sentence={"zh": "z"},
       cases=[case(x=1.0, y=2.0, lr=0.1, count=2), case(x=0.5, y=1.0, lr=0.2, count=3), sample])
def fitted(m, x, y, lr, count):
    """Fitted."""
    return m.fit(x, y, lr, count)
'''

MISTAKES = '''"""Mistakes."""

from grader.authoring import mistake


@mistake(of="between", hint={"en": "Which share?", "zh": "z"}, finding={"zh": "z"})
def half_way(a, b, t):
    """You take the middle."""
    return (a + b) / 2
'''

Graded = Callable[[str, str], CheckResult]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    folder: Path = tmp_path_factory.mktemp("course")
    plan = make_small_plan(folder, reference=REFERENCE, checks=CHECKS, mistakes=MISTAKES)
    return Ready(read_course(folder).chapters[0], plan, make_recording(plan))


@pytest.fixture
def result(small: Ready, pool: Pool) -> Callable[[str], Result]:
    # Far more than the search takes, so that a busy machine changes nothing.
    run = Run(small.plan.exercise.files.settings, 0, 1, edit_seconds=60.0)
    return lambda text: grade_text(small, run, pool, text)


@pytest.fixture
def graded(result: Callable[[str], Result]) -> Graded:
    """The check of a function, in a file whose functions are right but for a replacement."""

    def grade(was: str, now: str) -> CheckResult:
        assert REFERENCE.count(was) == 1
        checks = result(REFERENCE.replace(was, now)).exercises[0].checks
        (wrong,) = [check for check in checks if check.status != "passed"]
        return wrong

    return grade


def line_with(text: str, words: str) -> int:
    (line,) = [number for number, line in enumerate(text.split("\n"), start=1) if words in line]
    return line


@pytest.mark.parametrize(
    ("was", "now", "where", "kinds"),
    [
        ("2 * x * (x * w - y)", "x * (x * w - x) * 2", "x * (x * w - x) * 2", {"name"}),
        ("2 * x * (x * w - y)", "2 * x * (x * w + y)", "2 * x * (x * w + y)", {"operator"}),
        ("2 * x * (x * w - y)", "2 * x * x * w - y", "2 * x * x * w - y", {"grouping"}),
        ("total += 2 *", "total = 2 *", "total = 2 *", {"assignment"}),
        ("w - lr * 2 * w", "w + lr * 2 * w", "w + lr * 2 * w", {"operator", ""}),
        ("    return ws", "        return ws", "return ws", {"place"}),
        ("(1 - t) * a + t * b", "t * a + (1 - t) * b", "t * a + (1 - t) * b", {"order", "name", ""}),
        ("number < limit", "number <= limit", "number <= limit", {"condition", "operator", ""}),
        ("        w.grad.zero_()\n", "", "w -= lr * w.grad", {"gradients"}),
    ],
)
def test_the_line_of_a_slip_is_found(graded: Graded, was: str, now: str, where: str, kinds: set[str]) -> None:
    edit = graded(was, now).smallest_edit
    assert edit is not None
    assert line_with(REFERENCE.replace(was, now), where) in edit.lines
    assert edit.kind in kinds
    assert edit.diff


def test_nothing_is_looked_for_where_the_numbers_tell_it(graded: Graded) -> None:
    check = graded("ws = [w]", "ws = []")
    assert check.relations
    assert check.smallest_edit is None


def test_two_slips_at_once_are_found(graded: Graded) -> None:
    edit = graded("2 * x * (x * w - y)", "2 * w * (x * w + y)").smallest_edit
    assert edit is not None
    assert edit.edits == 2
    assert edit.lines == (line_with(REFERENCE, "2 * x * (x * w - y)"),)


def test_code_that_is_far_off_gets_no_line(graded: Graded) -> None:
    assert graded("    return total / len(xs)", "    return sorted(xs)[0]").smallest_edit is None


def test_a_constant_that_fits_some_cases_is_no_repair(graded: Graded) -> None:
    assert graded("    return (1 - t) * a + t * b", "    return 1.25").smallest_edit is None


def test_a_function_that_is_right_until_something_takes_its_place_gets_no_line(result: Callable[[str], Result]) -> None:
    elsewhere = "\n\nglobals().update(slope=lambda xs, ys, w: w - len(xs) * 0.37)\n"
    checks = result(REFERENCE + elsewhere).exercises[0].checks
    (wrong,) = [check for check in checks if check.status != "passed"]
    assert (wrong.function, wrong.status, wrong.smallest_edit) == ("slope", "failed", None)


def test_candidates_that_never_end_cost_only_themselves(graded: Graded) -> None:
    edit = graded("total += number * number", "total += number * total").smallest_edit
    assert edit is not None
    assert edit.lines == (line_with(REFERENCE, "total += number * number"),)


class Charging:
    """An observer whose processes seem to work for some seconds in every check."""

    def __init__(self, pool: Pool, seconds: float) -> None:
        self._pool = pool
        self._seconds = seconds
        self.limits = pool.limits

    def observe(self, job: Job, told: Told = go_on) -> Observations:
        return self._pool.observe(job, lambda seen: told(replace(seen, processor=self._seconds)))


def searched(small: Ready, pool: Pool, work: float) -> tuple[int, ...]:
    """The lines that are found within two seconds, where each check takes so much work."""
    run = Run(small.plan.exercise.files.settings, 0, 1, edit_seconds=2.0)
    graded = grade_text(small, run, Charging(pool, work), REFERENCE.replace("w - lr * 2 * w", "w + lr * 2 * w"))
    (edit,) = [check.smallest_edit for check in graded.exercises[0].checks if check.function == "steps"]
    return edit.lines if edit is not None else ()


def test_work_in_the_process_of_the_learner_ends_the_search(small: Ready, pool: Pool) -> None:
    assert searched(small, pool, 0.001)
    assert not searched(small, pool, 5.0)


def test_code_that_sleeps_ends_the_search_too(small: Ready, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    hours = itertools.count(step=3600.0)
    monkeypatch.setattr(screening, "monotonic", lambda: next(hours))
    assert not searched(small, pool, 0.001)


def test_a_learner_is_never_given_the_edit(result: Callable[[str], Result]) -> None:
    kept = result(REFERENCE.replace("w - lr * 2 * w", "w + lr * 2 * w"))
    assert b"@@" in encode_result(kept)
    language = language_for("en")
    for given in (redacted(kept), for_oneself(kept)):
        assert b"@@" not in encode_result(given)
        assert "w - lr" not in render(given, "markdown", language)
        assert any(check.smallest_edit for check in given.exercises[0].checks)


@pytest.mark.parametrize("code", ["en", "zh"])
def test_a_learner_reads_of_the_line(graded: Graded, code: str) -> None:
    check = graded("w - lr * 2 * w", "w + lr * 2 * w")
    said = edit_sentences(check, language_for(code))
    assert str(check.smallest_edit.lines[0] if check.smallest_edit else "") in said[0]


def test_nothing_is_looked_for_where_it_is_not_asked_for(small: Ready, pool: Pool) -> None:
    run = Run(small.plan.exercise.files.settings, 0, 1)
    told = grade_text(small, run, pool, REFERENCE.replace("w - lr * 2 * w", "w + lr * 2 * w"))
    assert all(check.smallest_edit is None for check in told.exercises[0].checks)


def test_a_function_is_not_changed_for_what_it_calls(result: Callable[[str], Result]) -> None:
    text = REFERENCE.replace("return (1 - t) * a + t * b", "return steps(a, 0.0, 0)[0] * (1 - t) + t * b").replace(
        "ws = [w]", "ws = [2 * w]"
    )
    edits = {check.function: check.smallest_edit for check in result(text).exercises[0].checks}
    assert edits["steps"] is not None
    assert edits["between"] is None
