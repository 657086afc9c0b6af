"""Trying mutants: what is caught, what survives, what is recorded as equivalent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.authoring import AuthoringError
from grader.course.discovery import read_course
from grader.course.loading import LoadedExercise, load_exercise
from grader.execution.pool import Pool
from grader.grading.mutation import trying
from grader.grading.mutation.findings import ExerciseFindings, Findings, FunctionFindings, encode_findings
from grader.grading.mutation.trying import try_mutants
from grader.grading.plans import make_plan
from grader.grading.proofs.declarations import prove_equivalents
from grader.grading.proofs.trial import Trial
from grader.grading.recording_store import RecordingStore
from grader.grading.reference_runs import recording_of

REFERENCE = '''\
"""Lines."""


def forward(x, w):
    """The prediction, x * w."""
    ### BEGIN SOLUTION
    return x * w
    ### END SOLUTION


def count(limit):
    """The numbers below the limit."""
    ### BEGIN SOLUTION
    found = 0
    while found < limit:
        found += 1
    return found
    ### END SOLUTION
'''

CHECKS = '''\
from grader.authoring import case, check


@check(role="forward", of="forward", points=0, cases=[case(x={x}, w={w})])
def prediction(m, x, w):
    """The prediction is x times w."""
    return m.forward(x, w)


@check(role="data", of="count", points=0, cases=[case(limit=3)])
def counted(m, limit):
    """It counts."""
    return m.count(limit)
'''

MISTAKES = '''\
from grader.authoring import equivalent, mistake


@mistake(of="forward", hint="Which operation?")
def adds(x, w):
    """You have added."""
    return x + w


equivalents = [
    {equivalents}
]
'''

RECORDED = 'equivalent(of="forward", was="return w * x", now="return x * w", reason="The same product.")'

Exercise = Callable[..., LoadedExercise]


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    """Writes a course with one exercise and loads it."""

    def write(x: float = 3.5, w: float = 1.5, equivalents: str = "", reference: str = REFERENCE) -> LoadedExercise:
        folder = tmp_path / "solutions" / "03_descent"
        folder.mkdir(parents=True)
        (tmp_path / "exercises").mkdir()
        (tmp_path / "solutions" / "course.toml").write_text('title = "A course"\nkey = "k"\n')
        (folder / "lines.py").write_text(reference)
        (folder / "lines_checks.py").write_text(CHECKS.format(x=x, w=w))
        (folder / "lines_mistakes.py").write_text(MISTAKES.format(equivalents=equivalents))
        return load_exercise(read_course(tmp_path).exercise("lines"))

    return write


@pytest.fixture
def tried(pool: Pool, tmp_path: Path) -> Callable[..., ExerciseFindings]:
    def run(exercise: LoadedExercise, function: str | None = None) -> ExerciseFindings:
        plan = make_plan(exercise, 1)
        return try_mutants(plan, recording_of(plan, RecordingStore(tmp_path)), pool, threads=2, function=function)

    return run


def by_name(findings: ExerciseFindings) -> dict[str, FunctionFindings]:
    return {function.function: function for function in findings.functions}


def test_a_telling_case_catches_every_mutant(exercise: Exercise, tried: Callable[..., ExerciseFindings]) -> None:
    findings = tried(exercise(), "forward")
    forward = by_name(findings)["forward"]
    assert forward.survivors == ()
    assert forward.caught == forward.mutants >= 5
    assert Findings((findings,)).passes


def test_what_the_cases_cannot_tell_is_listed(exercise: Exercise, tried: Callable[..., ExerciseFindings]) -> None:
    findings = tried(exercise(x=2.0, w=2.0), "forward")
    survivors = by_name(findings)["forward"].survivors
    assert {fate.now for fate in survivors} == {"return x + w", "return w * w", "return x * x"}
    assert all(fate.was == "return x * w" and fate.line == 7 for fate in survivors)
    assert not Findings((findings,)).passes


def test_an_endless_loop_is_stopped_and_counts(
    exercise: Exercise, tried: Callable[..., ExerciseFindings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "LEAST_SECONDS", 0.25)
    count = by_name(tried(exercise(), "count"))["count"]
    assert count.timeouts > 0
    assert count.timeouts + count.failed + count.errors + len(count.survivors) == count.mutants


def test_a_record_of_what_is_caught_is_stale(exercise: Exercise, tried: Callable[..., ExerciseFindings]) -> None:
    recording = 'equivalent(of="forward", was="return x * w", now="return x + w", reason="None.")'
    (stale,) = tried(exercise(equivalents=recording), "forward").stale
    assert (stale.why, stale.function, stale.line) == ("caught", "forward", 11)


def test_stale_records_fail_the_validation(
    exercise: Exercise, tried: Callable[..., ExerciseFindings], pool: Pool, tmp_path: Path
) -> None:
    stale = exercise(equivalents=RECORDED)
    findings = tried(stale, "forward")
    assert [declaration.why for declaration in findings.stale] == ["no such mutant"]
    assert not Findings((findings,)).passes
    chapter = read_course(tmp_path).chapters[0]
    trial = Trial(chapter, stale.files, 1, pool, RecordingStore(tmp_path))
    (problem,) = prove_equivalents(trial)
    assert (problem.subject, problem.place.line) == ("forward", 11)


def test_a_survivor_with_a_reason_is_no_survivor(exercise: Exercise, tried: Callable[..., ExerciseFindings]) -> None:
    reasons = "\n    ".join(
        f'equivalent(of="forward", was="return x * w", now={now!r}, reason="Both are 2."),'
        for now in ("return x + w", ("return w * w", "return x * x"))
    )
    findings = tried(exercise(x=2.0, w=2.0, equivalents=reasons), "forward")
    forward = by_name(findings)["forward"]
    assert findings.stale == ()
    assert forward.survivors == ()
    assert [fate.reason for fate in forward.equivalent] == ["Both are 2."] * 3
    assert forward.share == 1.0
    # Everything recorded away is no proof.
    assert not Findings((findings,)).passes


def test_a_record_that_is_kept_nowhere_is_refused(exercise: Exercise) -> None:
    lost = f"]\n\n{RECORDED}\n\nothers = ["
    with pytest.raises(AuthoringError, match=r"lines_mistakes\.py:13: .*lost"):
        exercise(equivalents=lost).equivalents  # noqa: B018


def test_a_record_of_an_unknown_function_is_refused(exercise: Exercise) -> None:
    with pytest.raises(AuthoringError, match="forwards"):
        exercise(equivalents=RECORDED.replace('"forward"', '"forwards"')).equivalents  # noqa: B018


@pytest.mark.parametrize("slip", [RECORDED.replace("The same product.", " "), RECORDED.replace("w * x", "x * w")])
def test_a_record_without_a_reason_or_an_edit_is_refused(exercise: Exercise, slip: str) -> None:
    with pytest.raises(AuthoringError, match=r"lines_mistakes\.py:11"):
        exercise(equivalents=slip).equivalents  # noqa: B018


def test_a_reference_that_does_not_pass_is_no_measure(exercise: Exercise, pool: Pool, tmp_path: Path) -> None:
    plan = make_plan(exercise(), 1)
    recording = recording_of(plan, RecordingStore(tmp_path))
    swapped = {"prediction": recording.checks["counted"], "counted": recording.checks["prediction"]}
    with pytest.raises(AuthoringError, match="does not pass"):
        try_mutants(plan, type(recording)(swapped, ()), pool, threads=1)


def test_the_document_holds_the_shares(exercise: Exercise, tried: Callable[..., ExerciseFindings]) -> None:
    import json

    document = json.loads(encode_findings(Findings((tried(exercise(x=2.0, w=2.0), "forward"),))))
    (function,) = document["exercises"][0]["functions"]
    assert document["passes"] is False
    assert function["share"] == pytest.approx(1 - 3 / function["mutants"], abs=1e-6)
    assert document["mutants"] == function["mutants"]
    assert function["survivors"][0]["was"] == "return x * w"
