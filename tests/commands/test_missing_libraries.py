"""A library that an exercise needs and that is not to be had where learners' code runs: the grader's own fault."""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path

import pytest
from rich.console import Console

from grader.cohort import executors
from grader.commands import main
from grader.course.discovery import read_course
from grader.course.scaffold import new_exercise
from grader.execution.references import close_reference_pools
from grader.grading.documents import decode_result
from grader.grading.result import CheckResult, Result
from grader.reports.language import language_for
from grader.reports.terminal import render_terminal

ROOT = Path(__file__).parents[2]
NEEDING, OTHER = "by_library", "by_hand"
BROKEN_FOR_WORKERS = """
import sys

if "grader.worker.fork_server" in sys.modules:
    raise ImportError("libgfortran is not there")


def product(x, y):
    return x * y
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of two exercises, of which one uses a library."""
    root = tmp_path_factory.mktemp("course")
    (root / "exercises").mkdir()
    (root / "solutions").mkdir()
    settings = (ROOT / "solutions" / "course.toml").read_text(encoding="utf-8")
    settings = settings.replace('"matplotlib"]', '"matplotlib", "scipy"]')
    (root / "solutions" / "course.toml").write_text(settings, encoding="utf-8")
    for name in (NEEDING, OTHER):
        new_exercise(read_course(root), "07_products", name)
    reference = root / "solutions" / "07_products" / f"{NEEDING}.py"
    text = reference.read_text(encoding="utf-8")
    text = text.replace("def forward", "import scipy\n\n\ndef forward").replace("xs * w", "scipy.product(xs, w)")
    reference.write_text(text, encoding="utf-8")
    main_status("stub", "--course", str(root))
    return root


@pytest.fixture(autouse=True)
def _places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_RECORDINGS", str(tmp_path / "records"))
    monkeypatch.setenv("GRADER_LANG", "en")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(executors, "processes_for", lambda hand_ins, jobs: 1)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A module `scipy`, found before any other; tests write into it."""
    folder = tmp_path / "libraries"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    monkeypatch.delitem(sys.modules, "scipy", raising=False)
    return folder / "scipy.py"


def main_status(*arguments: str) -> object:
    with pytest.raises(SystemExit) as ended:
        main(list(arguments))
    return ended.value.code


def solved(course: Path, folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        shutil.copy(course / "solutions" / "07_products" / f"{name}.py", folder)
    return folder


def checks(result: Result, name: str) -> tuple[CheckResult, ...]:
    return next(exercise.checks for exercise in result.exercises if exercise.name == name)


def graded(file: Path, status: object, expected: int = 3) -> Result:
    assert status == expected
    return decode_result(file.read_bytes())


def test_check_blames_itself_and_grades_what_does_not_need_it(course: Path, library: Path, tmp_path: Path) -> None:
    library.write_text(BROKEN_FOR_WORKERS, encoding="utf-8")
    files = [str(solved(course, tmp_path / "work", name) / f"{name}.py") for name in (NEEDING, OTHER)]
    status = main_status("check", "--course", str(course), *files, "--format=json", "--output=result.json")
    result = graded(Path("result.json"), status)
    assert {check.status for check in checks(result, OTHER)} == {"passed"}
    assert {check.status for check in checks(result, NEEDING)} == {"fault"}
    assert {check.library for check in checks(result, NEEDING)} == {"scipy"}
    assert {check.fault for check in checks(result, NEEDING)} == {
        "scipy cannot be imported here: ImportError: libgfortran is not there"
    }
    assert not any(exercise.load_error for exercise in result.exercises)
    for language, said in (
        ("en", "The grader lacks `scipy`, which this exercise needs. That is not your mistake"),
        ("zh", "评分程序缺少本练习需要的 `scipy`。这不是你的错误"),
    ):
        console = Console(file=io.StringIO(), width=200)
        render_terminal(result, console, language_for(language), verbose=True)
        shown = console.file.getvalue()
        assert said in shown
        assert "libgfortran is not there" in shown


def test_check_says_so_where_nobody_can_import_it(
    course: Path, library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library.write_text("raise ImportError('libgfortran is not there')", encoding="utf-8")
    file = solved(course, tmp_path / "work", NEEDING) / f"{NEEDING}.py"
    assert main_status("check", "--course", str(course), str(file), "-v") == 3
    shown = capsys.readouterr().out
    assert "The grader lacks `scipy`" in shown
    assert "libgfortran is not there" in shown


def test_grade_keeps_the_fault_apart_and_grades_it_again(
    course: Path, library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    submissions = tmp_path / "class"
    solved(course, submissions / "ada", NEEDING)
    solved(course, submissions / "bo", OTHER)
    arguments = ["grade", str(submissions), "--output=out", "--course", str(course), "--only"]
    library.write_text(BROKEN_FOR_WORKERS, encoding="utf-8")
    assert main_status(*arguments, NEEDING, "--only", OTHER) == 3
    (recorded,) = Path("out", "results.jsonl").read_bytes().splitlines()
    assert decode_result(recorded).learner == "bo"
    assert {check.status for check in checks(decode_result(recorded), OTHER)} == {"passed"}
    told = graded(Path("out", "ada", "result.json"), 3)
    assert {check.library for check in checks(told, NEEDING)} == {"scipy"}
    capsys.readouterr()

    library.write_text(BROKEN_FOR_WORKERS.replace("in sys.modules", "in ()"), encoding="utf-8")
    close_reference_pools()  # each command is a process of its own
    assert main_status(*arguments, NEEDING, "--only", OTHER) == 1  # each has handed in one of two exercises
    assert "1 hand-in is already in the gradebook" in capsys.readouterr().err
    learners = [decode_result(line).learner for line in Path("out", "results.jsonl").read_bytes().splitlines()]
    assert learners == ["ada", "bo"]
    fixed = graded(Path("out", "ada", "result.json"), 3)
    assert {check.status for check in checks(fixed, NEEDING)} == {"passed"}


def test_ci_blames_itself(course: Path, library: Path, tmp_path: Path) -> None:
    library.write_text(BROKEN_FOR_WORKERS, encoding="utf-8")
    solved(course, tmp_path / "work", NEEDING, OTHER)
    status = main_status("ci", "--course", str(course), "--exit-zero", "--format=json=result.json")
    result = graded(Path("result.json"), status)
    assert {check.status for check in checks(result, OTHER)} == {"passed"}
    assert {check.library for check in checks(result, NEEDING)} == {"scipy"}


def test_a_library_of_the_course_is_nobodys_fault_who_imports_it_and_any_other_is_their_own(
    course: Path, library: Path, tmp_path: Path
) -> None:
    library.with_name("pandas.py").write_text("raise ImportError('not here')", encoding="utf-8")
    library.write_text("raise ImportError('libgfortran is not there')", encoding="utf-8")
    file = solved(course, tmp_path / "work", OTHER) / f"{OTHER}.py"
    right = file.read_text(encoding="utf-8")
    arguments = ("check", "--course", str(course), str(file), "--format=json", "--output=result.json")

    file.write_text(right + "\nimport os, pandas\n", encoding="utf-8")
    result = graded(Path("result.json"), main_status(*arguments), 0)
    assert [exercise.load_error is None for exercise in result.exercises] == [False]

    file.write_text(right + "\nimport os, scipy\n", encoding="utf-8")
    result = graded(Path("result.json"), main_status(*arguments))
    assert {check.library for check in checks(result, OTHER)} == {"scipy"}
