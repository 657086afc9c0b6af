"""A learner's day in a workspace: what is next, beginning anew, a failing case as a program, results that are kept."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from calling import called
from forking import run_with_torch

ROOT = Path(__file__).parents[2]


@pytest.fixture
def workspace(tmp_path: Path, as_nobody: None) -> Path:
    assert called("start", "coarse_to_fine", "--course", str(ROOT), cwd=tmp_path).returncode == 0
    return tmp_path


def said(*arguments: str, cwd: Path, status: int = 0) -> str:
    done = called(*arguments, cwd=cwd)
    assert done.returncode == status, done.stderr
    return str(done.stdout)


def test_after_start_it_is_said_what_to_read_open_write_and_type(tmp_path: Path, as_nobody: None) -> None:
    told = said("start", "coarse_to_fine", "--course", str(ROOT), cwd=tmp_path)
    for words in ("grader read --browser coarse_to_fine", "Write: grid", "grader check coarse_to_fine"):
        assert words in told
    assert "不要代写" in (tmp_path / "AGENTS.md").read_text(encoding="utf-8")


def test_agents_are_told_nothing_if_that_is_not_wanted(tmp_path: Path, as_nobody: None) -> None:
    said("start", "coarse_to_fine", "--no-agents", "--course", str(ROOT), cwd=tmp_path)
    assert not (tmp_path / "AGENTS.md").exists()


def test_settings_of_editors_are_written_on_request_and_never_over_others(tmp_path: Path, as_nobody: None) -> None:
    mine = tmp_path / ".vscode" / "settings.json"
    mine.parent.mkdir()
    mine.write_text("{}", encoding="utf-8")
    told = said("start", "3", "--editor", "vscode", "--editor", "pycharm", "--course", str(ROOT), cwd=tmp_path)
    assert ".vscode: 1 file written" in told
    assert mine.read_text(encoding="utf-8") == "{}"
    mine.unlink()
    said("start", "3", "--editor", "vscode", "--course", str(ROOT), cwd=tmp_path)
    settings = json.loads(mine.read_text(encoding="utf-8"))
    assert settings["python.testing.pytestEnabled"]
    assert Path(settings["python.defaultInterpreterPath"]).exists()
    run = ElementTree.parse(tmp_path / ".idea" / "runConfigurations" / "exercises.xml").find("configuration")
    assert run is not None
    assert run.get("factoryName") == "py.test"


def test_next_and_list_say_where_one_is(workspace: Path) -> None:
    assert "Write `grid` in" in said("next", cwd=workspace)
    listed = said("list", cwd=workspace)
    assert "grader start 1" in listed
    assert "not begun" in listed


def test_a_deleted_file_and_an_empty_folder_are_told_what_to_do(workspace: Path) -> None:
    (workspace / "03_gradient_descent" / "coarse_to_fine.py").unlink()
    done = called("check", "coarse_to_fine", cwd=workspace)
    assert (done.returncode, "`grader start coarse_to_fine` puts it there" in done.stderr) == (2, True)
    for file in (workspace / "03_gradient_descent").glob("*.py"):
        file.unlink()
    assert "`grader start` puts them there" in called("check", cwd=workspace).stderr


def test_resetting_keeps_what_was_written(workspace: Path) -> None:
    file = workspace / "03_gradient_descent" / "coarse_to_fine.py"
    handed_out = file.read_text(encoding="utf-8")
    mine = handed_out.replace('raise NotImplementedError("grid: not written yet")', "return [low, high]")
    file.write_text(mine, encoding="utf-8")
    assert "kept as" in said("reset", "coarse_to_fine:grid", cwd=workspace)
    assert file.read_text(encoding="utf-8") == handed_out
    (kept,) = (workspace / ".grader" / "set_aside").iterdir()
    assert kept.read_text(encoding="utf-8") == mine
    assert "as it was handed out" in said("reset", "coarse_to_fine", cwd=workspace)


def test_a_wrong_function_is_remembered_counted_and_shown_as_a_program(workspace: Path) -> None:
    file = workspace / "03_gradient_descent" / "coarse_to_fine.py"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace('raise NotImplementedError("grid: not written yet")', "return [low, high]"), encoding="utf-8"
    )
    assert "Changed since the last check" in said("status", cwd=workspace)
    first = said("check", "coarse_to_fine", cwd=workspace, status=1)
    assert "With this input:" in first
    second = said("check", "coarse_to_fine", cwd=workspace, status=1)
    assert "Nothing has changed since the last check" in second
    assert second.startswith(first)
    status = said("status", cwd=workspace)
    assert "Changed since" not in status
    assert "Go on with `grid`" in status
    program = said("repro", "coarse_to_fine:grid", cwd=workspace)
    assert "grader" not in program
    ran = run_with_torch(program, workspace, check=True)
    assert "yours:" in ran.stdout
