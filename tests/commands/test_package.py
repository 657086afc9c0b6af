"""`grader package`: what it packs, unpacked and run in a clean folder that stands in for the host's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from reports import readers

from grader.commands import main
from grader.commands.gradescope_archive import pinned_requirements
from grader.course.discovery import read_course
from grader.course.scaffold import new_exercise

ROOT = Path(__file__).parents[2]
WINDOWS = pytest.mark.skipif(sys.platform == "win32", reason="the host runs Linux")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of one small exercise."""
    root = tmp_path_factory.mktemp("course")
    (root / "exercises").mkdir()
    (root / "solutions").mkdir()
    shutil.copy(ROOT / "solutions" / "course.toml", root / "solutions")
    new_exercise(read_course(root), "07_softmax", "softmax_by_hand")
    return root


def packed(course: Path, output: Path, *arguments: str) -> zipfile.ZipFile:
    with pytest.raises(SystemExit) as ended:
        main(["package", "gradescope", "--course", str(course), "--output", str(output), *arguments])
    assert ended.value.code == 0
    return zipfile.ZipFile(output)


@pytest.fixture(scope="module")
def autograder(course: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The host's folder after it has built the autograder."""
    root = tmp_path_factory.mktemp("autograder")
    archive = packed(course, root / "autograder.zip", "--require-isolation=limits", "--time-limit=2")
    for entry in archive.infolist():
        path = Path(archive.extract(entry, root / "source"))
        path.chmod(entry.external_attr >> 16 & 0o777)
    set_up = bash(root, root / "source" / "setup.sh", GRADER_PYTHON=sys.executable)
    assert set_up.returncode == 0, set_up.stdout + set_up.stderr
    assert "The grader is ready." in set_up.stdout
    shutil.copy(root / "source" / "run_autograder", root)
    return root


def bash(root: Path, script: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        ["bash", str(script)], cwd=root, capture_output=True, text=True, timeout=240,
        env=kept | {"AUTOGRADER_ROOT": str(root)} | environment,
    )  # fmt: skip


def submitted(root: Path, files: dict[str, str]) -> None:
    shutil.rmtree(root / "submission", ignore_errors=True)
    shutil.rmtree(root / "results", ignore_errors=True)
    for name, text in files.items():
        (root / "submission" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "submission" / name).write_text(text, encoding="utf-8")
    users = [{"email": "li@example.org", "id": 2, "name": "李"}, {"email": "ann@example.org", "id": 1, "name": "Ann"}]
    (root / "submission_metadata.json").write_text(json.dumps({"users": users}), encoding="utf-8")


def results(root: Path) -> dict[str, object]:
    return readers.gradescope((root / "results" / "results.json").read_text(encoding="utf-8"))


def test_the_archive_has_what_the_host_runs_and_the_same_course_gives_the_same_bytes(
    course: Path, tmp_path: Path
) -> None:
    arguments = ("--lang=zh", "--extra-index-url=https://example.org/cpu", "softmax_by_hand")
    archive = packed(course, tmp_path / "a.zip", *arguments)
    entries = {entry.filename: entry for entry in archive.infolist()}
    assert {"setup.sh", "run_autograder", "lib/grader/__init__.py", "course/solutions/course.toml"} <= set(entries)
    assert all(entries[name].external_attr >> 16 & 0o111 for name in ("setup.sh", "run_autograder"))
    assert archive.read("options").decode().splitlines() == [
        "--lang=zh",
        "--require-isolation=restricted",
        "softmax_by_hand",
    ]
    requirements = archive.read("requirements.txt").decode().splitlines()
    assert requirements[0] == "--extra-index-url https://example.org/cpu"
    assert any(line.startswith("torch==") and "+" not in line for line in requirements)
    assert requirements[1:] == pinned_requirements()
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert [line.partition("==")[0] for line in requirements[1:]] == [one.partition(">=")[0] for one in needed]
    readers.gradescope(archive.read("failed.json").decode())
    assert not any("__pycache__" in name for name in entries)
    packed(course, tmp_path / "b.zip", *arguments)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no_such_exercise"], "no_such_exercise"),
        (["--extra-index-url=https://example.org/ --pre"], "is not the address"),
        (["--extra-index-url=file:///x"], "is not the address"),
    ],
)
def test_what_cannot_be_packed_is_wrong_usage(
    arguments: list[str], said: str, course: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["package", "gradescope", "--course", str(course), "--output", str(tmp_path / "x.zip"), *arguments])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "x.zip").exists()


@WINDOWS
def test_a_right_submission_gets_its_score_and_one_that_brings_a_grader_gains_nothing(
    autograder: Path, course: Path
) -> None:
    right = (course / "solutions" / "07_softmax" / "softmax_by_hand.py").read_text(encoding="utf-8")
    submitted(autograder, {"work/softmax_by_hand.py": right, "grader/__init__.py": "raise SystemExit(0)\n"})
    ended = bash(autograder, autograder / "run_autograder")
    assert ended.returncode == 0, ended.stderr
    document = results(autograder)
    tests = document["tests"]
    assert document["score"] == sum(test["max_score"] for test in tests) > 0
    assert document["extra_data"]["learner"] == "ann@example.org,li@example.org"
    assert "`grader` came with the submission" in document["output"]
    records = autograder / "recordings"
    assert records.stat().st_mode & 0o077 == 0
    assert any(records.rglob("*")), "the trial run of setup.sh leaves the reference results"


@WINDOWS
def test_results_are_left_when_the_grader_itself_fails(autograder: Path) -> None:
    submitted(autograder, {"softmax_by_hand.py": "print('{\"score\": 100}')\n"})
    module = autograder / "source" / "lib" / "grader" / "__init__.py"
    text = module.read_text(encoding="utf-8")
    module.write_text("raise OSError('no space left on device')\n", encoding="utf-8")
    try:
        ended = bash(autograder, autograder / "run_autograder")
    finally:
        module.write_text(text, encoding="utf-8")
    assert ended.returncode == 0
    assert "exited with status" in ended.stderr
    document = results(autograder)
    assert "score" not in document
    assert document["tests"] == []
    assert "the grader itself failed" in document["output"]


@WINDOWS
def test_results_are_left_where_nothing_was_handed_in(autograder: Path) -> None:
    submitted(autograder, {})
    assert bash(autograder, autograder / "run_autograder").returncode == 0
    assert "score" not in results(autograder)
