"""From a learner's folder to the gradebook, as the users do it; and a run that is killed."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from calling import Ended, called

from grader.grading.documents import decode_result
from grader.records.workspace import WorkspaceSettings, read_workspace, write_settings

ROOT = Path(__file__).parents[2]
SOLUTION = ROOT / "solutions" / "03_gradient_descent" / "gradient_descent.py"


def run(*arguments: str, cwd: Path, **environment: str) -> Ended:
    return called(*arguments, cwd=cwd, **{"GRADER_LANG": "", "COLUMNS": "200"} | environment)


@pytest.fixture(autouse=True)
def _as_nobody(as_nobody: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """An empty folder, configured."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    (tmp_path / "inbox").mkdir()
    write_settings(folder, WorkspaceSettings("林梅", str(tmp_path / "inbox"), course=str(ROOT)))
    return folder


def test_settings_are_shown_changed_and_taken_out(workspace: Path) -> None:
    shown = run("config", cwd=workspace, GRADER_LEARNER="ann").stdout
    assert all(said in shown for said in ("ann  (GRADER_LEARNER)", str(workspace.parent / "inbox"), str(ROOT)))
    assert run("config", "destination", "../other", cwd=workspace).returncode == 0
    assert run("config", "destination", cwd=workspace).stdout == f"{workspace.parent / 'other'}\n"
    assert run("config", "learner", "--unset", cwd=workspace).returncode == 0
    assert read_workspace(workspace).learner == ""
    wrong = run("config", "colour", "red", cwd=workspace)
    assert (wrong.returncode, "there is no setting" in wrong.stderr) == (2, True)
    assert run("config", "language", "zh", cwd=workspace).returncode == 0
    assert "查看或修改" in run("config", "--help", cwd=workspace).stdout


def test_who_has_set_nothing_is_told_what_to_set(tmp_path: Path) -> None:
    ended = run("submit", "--course", str(ROOT), cwd=tmp_path)
    assert (ended.returncode, "grader config learner" in ended.stderr) == (2, True)
    ended = run("submit", "--course", str(ROOT), "--learner", "ann", cwd=tmp_path)
    assert (ended.returncode, "grader config destination" in ended.stderr) == (2, True)


def test_exercise_files_are_put_into_an_empty_folder_and_none_is_written_over(tmp_path: Path) -> None:
    first = run("start", "3", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    stub = tmp_path / "03_gradient_descent" / "gradient_descent.py"
    assert stub.read_bytes() == (ROOT / "exercises" / "03_gradient_descent" / "gradient_descent.py").read_bytes()
    stub.write_text("mine = 1\n", encoding="utf-8")
    (tmp_path / "03_gradient_descent" / "README.md").unlink()
    again = run("start", "3", cwd=tmp_path / "03_gradient_descent")
    assert (again.returncode, "1 file written" in again.stdout) == (0, True)
    assert stub.read_text(encoding="utf-8") == "mine = 1\n"
    assert run("start", "3", cwd=ROOT).returncode == 2


def test_start_writes_notebooks_in_place_of_files(tmp_path):
    assert run("start", "3", "--notebook", cwd=tmp_path).returncode == 0
    chapter = tmp_path / "03_gradient_descent"
    assert (chapter / "gradient_descent.ipynb").is_file()
    assert not list(chapter.glob("*.py"))
    notebooks = {path: path.read_bytes() for path in chapter.glob("*.ipynb")}
    assert run("start", "3", "--notebook", cwd=tmp_path).returncode == 0
    assert {path: path.read_bytes() for path in chapter.iterdir() if path.suffix in (".ipynb", ".py")} == notebooks
    (chapter / "gradient_descent.ipynb").write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    assert run("reset", "gradient_descent:cost", cwd=tmp_path).returncode == 2
    assert run("reset", "gradient_descent", cwd=tmp_path).returncode == 0
    assert {path: path.read_bytes() for path in notebooks} == notebooks


def test_exercise_files_are_in_the_language_that_was_asked_for(tmp_path: Path) -> None:
    assert run("start", "3", "--lang", "zh", cwd=tmp_path).returncode == 0
    folder = tmp_path / "03_gradient_descent"
    given = ROOT / "exercises" / "03_gradient_descent" / "gradient_descent.zh.py"
    assert (folder / "gradient_descent.py").read_bytes() == given.read_bytes()
    assert not list(folder.glob("*.zh.py"))
    assert 'language = "zh"' in (tmp_path / ".grader" / "settings.toml").read_text(encoding="utf-8")
    checked = run("check", "gradient_descent:cost", "--format", "json", cwd=tmp_path)
    assert '"not_attempted"' in checked.stdout


@pytest.mark.parametrize("target", ["0", "00_tensors", "tensors", "3"])
def test_texts_of_all_chapters_come_with_each(tmp_path: Path, target: str) -> None:
    started = run("start", target, cwd=tmp_path)
    assert started.returncode == 0, started.stderr
    shared = [file.name for file in (ROOT / "exercises").iterdir() if file.is_file()]
    assert "GLOSSARY.zh.md" in shared
    for name in (*shared, "00_tensors/README.md", "00_tensors/README.zh.md"):
        assert (tmp_path / name).read_bytes() == (ROOT / "exercises" / name).read_bytes()
    assert (tmp_path / "03_gradient_descent").exists() == (target == "3")


def test_a_chapter_to_read_has_nothing_to_check(workspace: Path) -> None:
    checked = run("check", "0", "--course", str(ROOT), cwd=workspace)
    assert (checked.returncode, "has no exercises" in checked.stderr) == (2, True)


def test_a_learner_hands_in_once_and_the_class_is_graded(workspace: Path) -> None:
    inbox, output = workspace.parent / "inbox", workspace.parent / "reports"
    assert run("start", "gradient_descent", cwd=workspace).returncode == 0
    work = workspace / "03_gradient_descent"
    shutil.copy(SOLUTION, work)
    first = run("submit", cwd=work)
    assert first.returncode == 0, first.stderr
    (bundle,) = inbox.iterdir()
    assert str(bundle) in first.stdout
    (receipt,) = (workspace / ".grader" / "receipts").iterdir()
    said = json.loads(receipt.read_text(encoding="utf-8"))
    assert said["sha256"] in first.stdout
    assert (said["learner"], said["files"]) == ("林梅", ["03_gradient_descent/gradient_descent.py"])
    assert said["points"] == said["max_points"] > 0

    second = run("submit", cwd=work)
    assert second.returncode == 0, second.stderr
    assert bundle.name in second.stdout
    assert list(inbox.iterdir()) == [bundle]

    roster = workspace.parent / "roster.csv"
    roster.write_text("学号,姓名\n林梅,=1+1\nben,Ben\n", encoding="utf-8")
    (inbox / "cy.zip").write_bytes(b"no zip")
    arguments = ("grade", str(inbox), "--output", str(output), "--roster", str(roster), "--only", "gradient_descent")
    graded = run(*arguments, cwd=workspace)
    assert graded.returncode == 1, graded.stderr
    (line,) = (output / "results.jsonl").read_bytes().splitlines()
    result = decode_result(line)
    assert (result.learner, result.points) == ("林梅", said["points"])
    page = (output / "index.html").read_text(encoding="utf-8")
    assert all(name in page for name in ("林梅", "ben", "cy", "It is not a complete archive"))

    again = run(*arguments, cwd=workspace)
    assert (again.returncode, "1 hand-in is already in the gradebook" in again.stderr) == (1, True)
    table = run("gradebook", "export", "--gradebook", str(output), cwd=workspace)
    lines = {line["learner"]: line for line in csv.DictReader(table.stdout.splitlines())}
    assert (lines["林梅"]["name"], float(lines["林梅"]["points"])) == ("'=1+1", said["points"])
    assert (lines["ben"]["points"], lines["cy"]["notes"]) == ("", "cy.zip: damaged")
    assert "林梅" in run("gradebook", "show", "--gradebook", str(output), cwd=workspace).stdout


def test_nothing_to_grade_and_no_gradebook_are_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = run("grade", "empty", "--output", "out", "--course", str(ROOT), cwd=tmp_path)
    assert (ended.returncode, "nothing to grade" in ended.stderr) == (2, True)
    ended = run("gradebook", "show", cwd=tmp_path)
    assert (ended.returncode, "there is no gradebook" in ended.stderr) == (2, True)
    ended = run("grade", "empty", "--output", "out", "--deadline", "soon", "--course", str(ROOT), cwd=tmp_path)
    assert (ended.returncode, "is not a time" in ended.stderr) == (2, True)
