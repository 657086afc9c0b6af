"""`grader validate` as an author calls it: slips of authors, each refused with file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest
from calling import called
from proving import Slip, Small, both, checks, edited, written

from grader.commands import grading_setup, proof_run
from grader.commands.exit_status import GRADER_FAILED, SOMETHING_FAILED
from grader.commands.proof_run import validate
from grader.course.scaffold import new_exercise
from grader.errors import WorkerFault
from grader.execution.pool import Pool
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial

RETURNS = "return m.forward(xs, w, b)"
COMPUTES = "return xs * w + b"
CASES = "cases=[worked]"
SIZE = "n = int(rng.integers(2, 8))"
IN_HALF_A_SECOND = tuple((cases, f"{cases}, time_limit=0.5") for cases in (CASES, "cases=[samples]"))
ARGUMENTS = "xs=[1.0, 2.0, 4.0], w=1.5, b=0.5"
CHECKS, REFERENCE, MISTAKES = (f"solutions/01_a/ex{kind}.py" for kind in ("_checks", "", "_mistakes"))

# A slip, the file that is named (with a line), and words of what is said.
SLIPS: dict[str, tuple[Slip, str, str]] = {
    "the reference raises": (edited("", (COMPUTES, "return xs.nope")), REFERENCE, "raises AttributeError"),
    "a misspelt name in a probe": (checks((RETURNS, "return m.foward(xs, w, b)")), CHECKS, "did you mean `forward`"),
    "an expectation without brackets": (
        checks((CASES, f"{CASES}, expect=equals_reference")),
        CHECKS,
        "name 'equals_reference' is not defined; import it and call it",
    ),
    "a probe that returns nothing": (
        checks((RETURNS, "m.forward(xs, w, b)")),
        CHECKS,
        "its probe returns nothing, so that only code that raises can fail it",
    ),
    "a draw of ambient numbers": (
        checks((SIZE, "import random; n = random.randint(2, 80)")),
        CHECKS,
        "two draws with one seed differ",
    ),
    "a draw of the clock": (
        checks((SIZE, "import time; n = 2 + int(time.time()) % 7")),
        CHECKS,
        "with one seed differ",
    ),
    "a draw of a set's order": (
        checks((SIZE, "n = 2 + int(''.join({str(number) for number in range(50)})) % 997")),  # alike once in 997 runs
        CHECKS,
        "another process draws another case",
    ),
    "a draw that exits": (checks((SIZE, "raise SystemExit(0)")), CHECKS, "raised SystemExit"),
    "checks that end the process": (
        checks(("worked = ", "import os; os._exit(0)\nworked = ")),
        CHECKS,
        "ends the process (status 0",
    ),
    "a reference that draws": (
        edited("", (COMPUTES, "import random\n    return xs * w + b * random.random()")),
        CHECKS,
        "the answer changes with the ambient random state",
    ),
    "a reference that reads the clock": (
        edited("", (COMPUTES, "import time\n    return xs * w + b * (time.time_ns() % 1000)")),
        CHECKS,
        "is not deterministic",
    ),
    "an endless reference": (
        both(edited("", (COMPUTES, "while True: pass")), checks(*IN_HALF_A_SECOND)),
        REFERENCE,
        "the reference exceeds the check's time limit of 0.5 s",
    ),
    "a slow reference": (
        both(edited("", (COMPUTES, "import time; time.sleep(12)")), checks(*IN_HALF_A_SECOND)),
        REFERENCE,
        "the reference exceeds the check's time limit of 0.5 s",
    ),
    "a reference that writes files": (
        edited("", (COMPUTES, "open('/var/lib/x', 'w')\n    return xs * w + b")),
        REFERENCE,
        "the reference raises",
    ),
    "a huge observation": (checks((RETURNS, f"{RETURNS}.repeat(2000000)")), CHECKS, "is too large: "),
    "a long observation": (
        checks((RETURNS, f"{RETURNS}.repeat(20000).tolist()")),
        CHECKS,
        "above the limit of 50,000 for observations",
    ),
    "an opaque observation": (
        checks((RETURNS, "return object()")),
        CHECKS,
        "of type `object`, which cannot be compared",
    ),
    "an endless mistake": (
        both(
            edited("_mistakes", ("return (xs + b) * w", "while True: pass")),
            checks(*IN_HALF_A_SECOND),
        ),
        MISTAKES,
        "the mistake `bias_before_weight` exceeds the check's time limit",
    ),
    "points as text": (checks(("points=1", 'points="1"')), CHECKS, "is not a number of points"),
    "points as a truth": (checks(("points=1", "points=True")), CHECKS, "is not a number of points"),
    "a negative time limit": (checks((CASES, f"{CASES}, time_limit=-1")), CHECKS, "is not a time limit"),
    "cases as a dict": (checks((CASES, "cases={'mine': worked}")), CHECKS, "cases is a dict"),
    "needs as one text": (
        checks(("needs=[forward_of_the_worked_example]", 'needs="forward_of_the_worked_example"')),
        CHECKS,
        "needs is a str",
    ),
    "a huge case": (
        checks((ARGUMENTS, "xs=[1.0] * 300000, w=1.5, b=0.5")),
        CHECKS,
        "a case of 300,003 numbers, above the limit of 100,000",
    ),
    "a huge folder": (
        checks(
            (ARGUMENTS, f'{ARGUMENTS}, root=folder({{"a": bytes(2 << 20)}})'),
            ("worked_example(m, xs, w, b)", "worked_example(m, xs, w, b, root)"),
        ),
        CHECKS,
        "a case with files of 2,097,152 bytes",
    ),
    "a library that the reference lacks": (
        edited("", ('"""Ex."""', '"""Ex."""\nimport nosuchlib')),
        REFERENCE,
        "ModuleNotFoundError",
    ),
    "a library that a probe lacks": (
        checks((RETURNS, f"import numpy.nosuch\n    {RETURNS}")),
        CHECKS,
        "raises ModuleNotFoundError",
    ),
    "a chapter that is misnamed": (
        lambda small: (small.root / "solutions/01_a").rename(small.root / "solutions/a"),
        "solutions/a",
        "the folder is no chapter",
    ),
}


# More of them, all in one course: each is told of beside the others.
TOGETHER = (
    both(
        checks(
            ('    sentence={"zh": "预测值与手算的例子一致。"},\n', ""),
            (CASES, CASES + ', curves=[curve("w", title={"en": "Weights", "zh": "权重"})]'),
            (ARGUMENTS, "xs=[1.0], w=1.0, b=1.0"),
        ),
        edited("_mistakes", ('    finding={"zh": "你先加了偏置，再乘以权重。"},', '    group="again",')),
        written("solutions/01_a/ex_styles/wrong.py", "def forward(xs, w, b):\n    return xs * w + b + 0.5\n"),
        written("solutions/01_a/.notes.py", ""),
        written("exercises/01_a/ex.py", "def forward(): pass\n"),
        lambda small: (small.root / "exercises/01_a/README.zh.md").unlink(),
    ),
    {
        "the sentence of check `forward_of_the_worked_example` is missing in `zh`": CHECKS,
        "its curve is of `w`": CHECKS,
        "its cases tell none of the mistakes `bias_before_weight`": CHECKS,
        "the finding of mistake `bias_before_weight` is missing in `zh`": MISTAKES,
        "this right answer is failed on check": "solutions/01_a/ex_styles/wrong.py",
        "not a file of an exercise": "solutions/01_a/.notes.py",
        "the stub is not what its reference gives": "exercises/01_a/ex.py",
        "chapter 01_a has no text here": "exercises/01_a/README.zh.md",
    },
)


@pytest.fixture
def small(tmp_path: Path, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> Small:
    monkeypatch.setenv("GRADER_RECORDINGS", str(tmp_path / "records"))
    monkeypatch.setattr(grading_setup, "start_pool", lambda settings, course, sources: nullcontext(pool))
    made = Small(tmp_path / "course")
    monkeypatch.chdir(made.root)
    return made


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_of_with_its_file_and_line(name: str, small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    slip, file, words = SLIPS[name]
    slip(small)
    assert validate(small.root, (), 1) == SOMETHING_FAILED
    lines = [line for line in capsys.readouterr().out.splitlines() if re.match(r"\S+:\d+: ", line)]
    assert any(line.startswith(f"{file}:") and words in line for line in lines), lines


def test_slips_do_not_hide_one_another(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    slip, told = TOGETHER
    slip(small)
    assert validate(small.root, ("ex",), 1) == SOMETHING_FAILED
    lines = capsys.readouterr().out.splitlines()
    for words, file in told.items():
        assert [line for line in lines if re.match(rf"{file}:\d+: ", line) and words in line], words


def test_one_bad_exercise_does_not_stop_the_others_and_the_status_tells(tmp_path: Path) -> None:
    small = Small(tmp_path / "course")
    for name in ("README.md", "README.zh.md", "bad.py", "also.py"):
        small.write(f"exercises/01_b/{name}", "# B\n")
    small.write("solutions/02_b/bad.py", "def f(:\n")
    small.write("solutions/02_b/bad_checks.py", "x = 1\n")
    wanted = ("validate", "--seeds", "1", "--course", str(small.root))
    ended = called(*wanted, cwd=small.root, GRADER_RECORDINGS=str(tmp_path / "records"))
    assert ended.returncode == 1, ended.stderr
    lines = ended.stdout.splitlines()
    assert "ex: 2 checks, 1 mistake: ok" in lines
    assert any(line.startswith("solutions/02_b/bad.py:1: this is not Python") for line in lines)
    assert lines[-1] == "bad: 1 problem"
    assert "ex (1 of 2): " in ended.stderr


def test_nothing_to_validate_is_no_success(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    for file in (small.root / "solutions" / "01_a").glob("*.py"):
        file.unlink()
    assert validate(small.root, (), 1) == SOMETHING_FAILED
    assert "there is nothing to validate" in capsys.readouterr().out


def test_where_the_grader_fails_on_one_exercise_the_others_are_proven(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small = Small(tmp_path / "course")
    new_exercise(small.read(), "01_a", "also")

    def prove(trial: Trial, seeds: Sequence[int]) -> Iterator[Problem]:
        if trial.name == "ex":
            raise WorkerFault("no more processes")
        yield from ()

    monkeypatch.setattr(proof_run, "prove_exercise", prove)
    monkeypatch.setattr(proof_run, "prove_course", lambda trial: iter(()))
    monkeypatch.setattr(grading_setup, "start_pool", lambda settings, course, sources: nullcontext())
    assert validate(small.root, (), 1) == GRADER_FAILED
    lines = capsys.readouterr().out.splitlines()
    assert lines == ["ex: not proven: the grader itself failed: no more processes", "also: ok"]
