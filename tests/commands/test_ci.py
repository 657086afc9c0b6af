"""`grader ci` as a CI job calls it: standing in a learner's checkout, whatever that brings along."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest
from calling import called
from forking import RUN_GRADER
from reports import readers, samples

from grader.commands import main
from grader.commands.ci_outputs import Output, parse_outputs, write_outputs
from grader.commands.trusted_course import trusted_course
from grader.errors import CourseError
from grader.grading.documents import decode_result
from grader.reports.language import language_for

ROOT = Path(__file__).parents[2]
RIGHT = (ROOT / "solutions" / "03_gradient_descent" / "gradient_descent.py").read_text(encoding="utf-8")
WRONG = f"""{RIGHT}

def update(w, grad, lr):
    print("::error::owned\\n##[error]owned")
    return w
"""


def ci(tree: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run it there as an installed grader runs: the tree is not on Python's path."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "GRADER_")) or name.endswith(("_KEY", "_ISOLATION"))
    }
    if records := os.environ.get("GRADER_RECORDINGS"):
        kept["GRADER_RECORDINGS"] = records
    return subprocess.run(
        [sys.executable, "-P", "-c", RUN_GRADER, "ci", *arguments],
        capture_output=True,
        text=True,
        cwd=tree,
        env=kept | {"GRADER_LANG": "en", "PYTHONPATH": str(ROOT)} | environment,
        timeout=240,
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A checkout with a grader, solutions and checks of its own."""
    tree = tmp_path / "checkout"
    for name, text in {
        ".git/HEAD": "ref: refs/heads/main\n",
        "exercises/03_gradient_descent/gradient_descent.py": WRONG,
        "grader/__init__.py": "raise SystemExit(0)\n",
        "torch.py": "raise SystemExit(0)\n",
        "sitecustomize.py": "raise SystemExit(0)\n",
        "solutions/course.toml": 'title = "mine"\nkey = "mine"\n',
        "solutions/03_gradient_descent/gradient_descent.py": WRONG,
        "solutions/03_gradient_descent/gradient_descent_checks.py": "",
        "gradient_descent_mistakes.py": "",
    }.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text, encoding="utf-8")
    return tree


def test_one_run_writes_every_format_and_uses_nothing_that_the_tree_brings(tree: Path, tmp_path: Path) -> None:
    files = {name: tmp_path / f"out.{name}" for name in ("json", "html", "markdown", "junit", "gradescope")}
    summary, step_output = tmp_path / "summary.md", tmp_path / "output"
    summary.write_text("before\n")
    ended = ci(
        tree,
        "gradient_descent",
        "--format=text",
        "--format=github",
        *(f"--format={name}={file}" for name, file in files.items()),
        GITHUB_STEP_SUMMARY=str(summary),
        GITHUB_OUTPUT=str(step_output),
    )
    assert ended.returncode == 1, ended.stderr
    result = decode_result(files["json"].read_bytes())
    statuses = {check.function: check.status for check in result.exercises[0].checks}
    assert (statuses["gradient"], statuses["update"]) == ("passed", "failed")
    assert "mine" not in result.course.values()
    assert {notice.path for notice in result.notices if notice.kind == "ignored"} == {
        "grader", "solutions", "gradient_descent_mistakes.py",
    }  # fmt: skip

    assert readers.junit(files["junit"].read_text(encoding="utf-8")).failures > 0
    assert readers.gradescope(files["gradescope"].read_text(encoding="utf-8"))["score"] == result.points
    assert "<title>" in files["html"].read_text(encoding="utf-8")
    assert summary.read_text(encoding="utf-8").startswith("before\n# ")
    name, _, value = step_output.read_text(encoding="utf-8").strip().partition("=")
    assert name == "result"
    assert readers.classroom(value)["max_score"] == result.max_points

    commands = readers.github(ended.stdout + ended.stderr)
    assert not any("owned" in command.name or command.data == "owned" for command in commands)
    error = next(command for command in commands if command.name == "error")
    path = error.properties["file"]
    assert path == os.path.join("exercises", "03_gradient_descent", "gradient_descent.py")
    line = (tree / path).read_text(encoding="utf-8").splitlines()[int(error.properties["line"]) - 1]
    assert line.startswith("def update")


def test_a_checkout_with_a_notebook_is_graded_from_its_cells(tmp_path: Path) -> None:
    broken = "def update(w, grad, lr):\n    raise ValueError(w)\n"
    cells = [("markdown", "# Homework"), ("code", f"%matplotlib inline\n{RIGHT}"), ("code", broken)]
    notebook = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {},
        "cells": [
            {"cell_type": kind, "id": f"c{number}", "metadata": {}, "source": source}
            | ({"outputs": [], "execution_count": None} if kind == "code" else {})
            for number, (kind, source) in enumerate(cells)
        ],
    }
    (tmp_path / "gradient_descent.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    ended = called("ci", "gradient_descent:update", "--course", str(ROOT), cwd=tmp_path)
    assert ended.returncode == 1
    told = " ".join(ended.stdout.replace("`", "").split())
    assert "cell 3, line 2, in update, raises ValueError" in told
    assert "gradient_descent.ipynb is a notebook: its code cells were read, without 1 line" in told


def test_a_checkout_with_a_zip_is_graded_from_what_is_in_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "homework.zip", "w") as archive:
        archive.writestr("homework/gradient_descent.py", RIGHT)
    ended = called("ci", "gradient_descent:update", "--format=json", "--course", str(ROOT), cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    (exercise,) = json.loads(ended.stdout)["exercises"]
    assert exercise["file"] == "homework.zip/homework/gradient_descent.py"


def test_a_right_tree_passes_under_the_isolation_that_is_asked_for(tree: Path) -> None:
    (tree / "exercises" / "03_gradient_descent" / "gradient_descent.py").write_text(RIGHT, encoding="utf-8")
    wanted = ("--format=json", "--require-isolation=restricted", "--course", str(ROOT))
    ended = called("ci", "gradient_descent", *wanted, cwd=tree)
    if ended.returncode == 3:
        assert "isolation `restricted` is required" in ended.stderr
        pytest.skip(ended.stderr.strip())
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout)["points"] == json.loads(ended.stdout)["max_points"] > 0


def test_an_empty_tree_earns_nothing_and_a_host_that_wants_results_alone_gets_them(tmp_path: Path) -> None:
    wanted = ("--format=gradescope", "--exit-zero", "--require-isolation=limits")
    ended = called("ci", "gradient_descent", *wanted, cwd=tmp_path)
    assert ended.returncode == 0, ended.stderr
    document = readers.gradescope(ended.stdout)
    assert document["score"] == 0
    assert "not handed in" in document["output"]


def test_a_fault_leaves_results_and_a_status_of_its_own(tree: Path, tmp_path: Path) -> None:
    course = tmp_path / "course"
    for top in ("exercises", "solutions"):
        shutil.copytree(ROOT / top / "03_gradient_descent", course / top / "03_gradient_descent")
    shutil.copy(ROOT / "solutions" / "course.toml", course / "solutions")
    checks = course / "solutions" / "03_gradient_descent" / "gradient_descent_checks.py"
    checks.write_text("import no_such_module\n", encoding="utf-8")
    junit, gradescope = tmp_path / "junit.xml", tmp_path / "results.json"
    ended = ci(
        tree, "gradient_descent", "--course", str(course), "--exit-zero",
        f"--format=junit={junit}", f"--format=gradescope={gradescope}",
    )  # fmt: skip
    assert ended.returncode == 3
    assert "gradient_descent_checks.py" in ended.stderr
    assert readers.junit(junit.read_text(encoding="utf-8")).errors == 1
    assert "score" not in readers.gradescope(gradescope.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("arguments", "environment", "said"),
    [
        (["--course", "{tree}"], {}, "is in the tree that is graded"),
        (["--course", "{tree}/exercises"], {}, "is in the tree that is graded"),
        (["--course", "{tree}/.."], {}, "is not a course"),
        (["--course", "{libraries}"], {}, "is not a course"),
        ([], {"GRADER_RECORDINGS": "{tree}/.cache"}, "GRADER_RECORDINGS"),
        (["--format=pdf"], {}, "unknown format `pdf`"),
        (["--format=junit="], {}, "lacks a file name"),
        (["--format=json", "--format=junit"], {}, "only one of json, junit"),
        (["gradient_descent.py"], {}, "not an assignment, chapter, exercise, function"),
    ],
)
def test_what_would_put_the_grading_into_the_learner_s_hands_is_refused(
    arguments: list[str],
    environment: dict[str, str],
    said: str,
    tree: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tree / "exercises")
    places = {"tree": tree, "libraries": sysconfig.get_path("purelib")}
    for name, text in environment.items():
        monkeypatch.setenv(name, text.format(**places))
    with pytest.raises(SystemExit) as ended:
        main(["ci", *(text.format(**places) for text in arguments)])
    told = capsys.readouterr()
    assert ended.value.code == 2
    assert said in told.err
    assert told.out == ""


def test_python_that_starts_in_the_tree_is_refused(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "grader", "ci"], capture_output=True, text=True, cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, timeout=60,
    )  # fmt: skip
    assert ended.returncode == 2
    assert "not as `python -m grader`" in ended.stderr


def test_a_repository_within_the_checkout_does_not_move_its_border(tree: Path) -> None:
    (tree / "exercises" / ".git").mkdir()
    with pytest.raises(CourseError, match="is in the tree that is graded"):
        trusted_course(tree / "exercises", tree)


def test_a_job_that_has_python_import_from_the_checkout_is_refused_whatever_its_language(tree: Path) -> None:
    (tree / "sitecustomize.py").unlink()
    shutil.rmtree(tree / "grader")
    settings = {"GRADER_LANG": "zh", "LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "../../etc"}
    ended = ci(tree, "gradient_descent", PYTHONPATH=os.pathsep.join((str(ROOT), str(tree))), **settings)
    assert ended.returncode == 2
    assert str(tree) in ended.stderr


def test_outputs_are_read_as_they_are_written() -> None:
    assert parse_outputs(()) == (Output("text", None),)
    assert parse_outputs(("junit=a=b.xml", "github")) == (Output("junit", Path("a=b.xml")), Output("github", None))


def test_a_summary_is_added_once_and_kept_within_its_limit(tmp_path: Path) -> None:
    summary, log = tmp_path / "summary.md", tmp_path / "log"
    both = parse_outputs((f"markdown={summary}", f"github={log}"))

    def write(outputs: tuple[Output, ...]) -> None:
        environ = {"GITHUB_STEP_SUMMARY": str(summary)}
        write_outputs(samples.named_mistake(), outputs, language_for("en"), environ=environ)

    write(both)
    assert summary.read_text(encoding="utf-8").count("# lin-mei") == 1
    summary.write_bytes(b"x" * (1024 * 1024 - 200))
    for outputs in (both, parse_outputs((f"github={log}",))):
        before = summary.stat().st_size
        write(outputs)
        assert before <= summary.stat().st_size <= 1024 * 1024


@pytest.mark.parametrize("name", ["ci", "package"])
def test_there_is_help_in_both_languages(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = {}
    for language in ("en", "zh"):
        monkeypatch.setenv("GRADER_LANG", language)
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0
        shown[language] = capsys.readouterr().out
    assert shown["en"].isascii()
    # Every option and paragraph has its Chinese: what stays English is names.
    assert len(re.findall(r"[\u4e00-\u9fff]{2}", shown["zh"])) > 50
    assert "isolation is weaker" not in shown["zh"]
