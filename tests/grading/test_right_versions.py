"""More than one right answer: the reference's, or that of one alternative in all cases."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from proving import Small, both, checks, edited
from small_course import make_small_plan

from grader.course.discovery import read_course
from grader.errors import AuthoringError
from grader.execution.pool import Pool
from grader.grading.check_verdicts import Ready
from grader.grading.grading import Run, grade_text
from grader.grading.mutation.trying import first_catch, prepare
from grader.grading.proofs.registry import PROOFS
from grader.grading.reference_runs import make_recording
from grader.grading.result import CheckResult

REFERENCE = '''"""A spread."""


def spread(xs):
    """The variance."""
    ### BEGIN SOLUTION
    mean = sum(xs) / len(xs)
    return sum((x - mean) ** 2 for x in xs) / len(xs)
    ### END SOLUTION
'''
CHECKS = '''"""Checks."""

from grader.authoring import all_of, any_of, case, check, equals_reference, satisfies

cases = [case(xs=[1.5, -2.0, 0.7]), case(xs=[0.7, 2.5, 3.5, -1.1])]


@check(role="cost", of="spread", points=2, cases=cases, fixed="Few.", expect=any_of("sample"), sentence={"zh": "方差"})
def spread_of_numbers(m, xs):
    """The variance."""
    return m.spread(xs)


@check(role="cost", of="spread", points=1, cases=cases, fixed="Few.", sentence={"zh": "方差"}, expect=all_of(
    any_of("sample"), satisfies(lambda seen, given: None if seen > 0 else "not above 0")))
def spread_above_0(m, xs):
    """The variance is above 0."""
    return m.spread(xs)
'''
MISTAKES = '''"""Mistakes, and what is none."""

from grader.authoring import alternative, mistake


def mean(xs):
    return sum(xs) / len(xs)


@alternative(of="spread")
def sample(xs):
    """The variance of a sample divides by one less."""
    return sum((x - mean(xs)) ** 2 for x in xs) / (len(xs) - 1)


@mistake(of="spread", hint={"en": "Which sign?", "zh": "符号？"}, finding={"zh": "没有平方。"})
def not_squared(xs):
    """You did not square."""
    return sum(abs(x - mean(xs)) for x in xs) / len(xs)
'''
SAMPLE = "def spread(xs):\n    return sum((x - sum(xs) / len(xs)) ** 2 for x in xs) / (len(xs) - 1)\n"
MIXED = "def spread(xs):\n    return sum((x - sum(xs) / len(xs)) ** 2 for x in xs) / (len(xs) - len(xs) % 2)\n"


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Ready:
    folder = tmp_path_factory.mktemp("course")
    plan = make_small_plan(folder, reference=REFERENCE, checks=CHECKS, mistakes=MISTAKES)
    return Ready(read_course(folder).chapters[0], plan, make_recording(plan))


@pytest.fixture
def graded(ready: Ready, pool: Pool) -> Callable[[str], dict[str, CheckResult]]:
    def grade(text: str) -> dict[str, CheckResult]:
        result = grade_text(ready, Run(ready.plan.exercise.files.settings, 0, 1), pool, text)
        assert result.fault == ""
        return {check.id: check for check in result.exercises[0].checks}

    return grade


@pytest.mark.parametrize("text", [REFERENCE, SAMPLE], ids=["the reference", "the alternative"])
def test_each_right_version_passes(graded: Callable[[str], dict[str, CheckResult]], text: str) -> None:
    assert [check.points for check in graded(text).values()] == [2.0, 1.0]


def test_one_version_in_one_case_and_another_in_the_next_passes_nothing(
    graded: Callable[[str], dict[str, CheckResult]],
) -> None:
    results = graded(MIXED)
    assert {check.status for check in results.values()} == {"failed"}
    assert [case.status for case in results["spread_of_numbers"].cases] == ["failed", "passed"]


def test_a_mistake_is_named_beside_several_right_versions(graded: Callable[[str], dict[str, CheckResult]]) -> None:
    wrong = "def spread(xs):\n    return sum(abs(x - sum(xs) / len(xs)) for x in xs) / len(xs)\n"
    (named,) = graded(wrong)["spread_of_numbers"].mistakes
    assert named.id == "not_squared"


def test_each_alternative_has_tolerances_of_its_own(ready: Ready) -> None:
    recording = ready.recording.checks["spread_of_numbers"]
    assert [len(version) for version in recording.versions] == [2, 2]
    assert recording.versions[0][0].tolerance != recording.versions[1][0].tolerance


def test_a_mutant_that_is_another_right_version_is_not_caught(ready: Ready, pool: Pool) -> None:
    trial = prepare(ready.plan, ready.recording, pool)
    assert first_catch(trial, SAMPLE, ready.plan.checks, pool) is None
    assert first_catch(trial, MIXED, ready.plan.checks, pool) == ("failed", "spread_of_numbers")


def test_an_alternative_that_is_nowhere_is_refused_when_the_exercise_is_loaded(tmp_path: Path) -> None:
    with pytest.raises(AuthoringError, match=r"accepts `sampel`, which is not an .* `sample`"):
        make_small_plan(tmp_path, reference=REFERENCE, checks=CHECKS.replace('"sample"', '"sampel"'), mistakes=MISTAKES)


ALTERNATIVE = '''return (xs + b) * w


@alternative(of="forward")
def other(xs, w, b):
    """A line."""
    return {}
'''


def declared(answer: str) -> tuple[tuple[str, str], ...]:
    return ("import mistake\n", "import alternative, mistake\n"), ("return (xs + b) * w\n", ALTERNATIVE.format(answer))


@pytest.mark.parametrize(
    ("expect", "answer", "words"),
    [
        ("", "xs * w - b", "no check accepts it"),
        ('expect=any_of("other"),', "b + w * xs", "it gives what the reference gives in every case"),
    ],
)
def test_an_alternative_that_does_nothing_is_refused(
    tmp_path: Path, pool: Pool, expect: str, answer: str, words: str
) -> None:
    small = Small(tmp_path / "course")
    both(edited("_mistakes", *declared(answer)), checks(("points=2,", f"points=2, {expect}")))(small)
    (problem,) = small.problems(pool, [proof for proof in PROOFS if proof.name == "alternatives"])
    assert words in problem.message


def test_a_mistake_that_is_an_alternative_is_not_separated(tmp_path: Path, pool: Pool) -> None:
    small = Small(tmp_path / "course")
    both(
        edited("_mistakes", *declared("(xs + b) * w")),
        checks(("points=1,", 'points=1, expect=any_of("other"),'), ("points=2,", 'points=2, expect=any_of("other"),')),
    )(small)
    (problem,) = small.problems(pool, [proof for proof in PROOFS if proof.name == "separation"])
    assert problem.subject == "bias_before_weight"
