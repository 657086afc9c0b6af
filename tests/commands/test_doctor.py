"""`grader doctor`: what it finds, in both languages, and its exit status."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from grader.commands import doctor
from grader.execution.jobs import CheckObservation, Isolation, Observations
from grader.execution.machine import Machine, Trial, examine
from grader.execution.workers import WorkerFault
from grader.reports.language import language_for

ROOT = Path(__file__).parents[2]
ENGLISH = language_for("en")


def run(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "grader", "doctor", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        env=os.environ | {"GRADER_LANG": "en", "COLUMNS": "400"} | environment,
        timeout=240,
    )


def test_on_this_machine_a_learner_can_work() -> None:
    ended = run()
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert f"torch {version('torch')}" in ended.stdout
    assert "torch works where your code is run." in ended.stdout
    assert "torchvision works" in ended.stdout or "The grader makes up for it" in ended.stdout
    assert "Isolation of the code that is graded" in ended.stdout
    assert ended.stdout.rstrip().endswith("You can work on this machine.")


def test_without_a_course_it_says_so_in_chinese_and_fails(tmp_path: Path) -> None:
    ended = run("--lang", "zh", cwd=tmp_path)
    assert ended.returncode == 1
    assert "✗ 没有课程" in ended.stdout
    assert ended.stdout.rstrip().endswith("现在还不能使用：请先解决标有 ✗ 的问题。")


def test_a_torchvision_that_was_built_for_another_torch_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_version", {"torch": "2.13.0+cpu", "torchvision": "0.27.1"}.get)
    found = doctor._vision(Trial("torchvision", "mended"), ENGLISH)
    assert found.mark == "note"
    assert "torchvision 0.27.1 was built for another torch than 2.13.0+cpu" in found.sentence
    assert "'torch==2.13.0' 'torchvision==0.28.*'" in found.advice


@pytest.mark.parametrize(("torch", "vision"), [("2.9.1", "0.24"), ("2.13.0+cpu", "0.28"), ("3.0.0", ""), ("", "")])
def test_the_fitting_torchvision(torch: str, vision: str) -> None:
    assert doctor._fitting_vision(torch) == vision


def test_a_broken_library_is_a_problem_and_a_missing_layer_only_a_note() -> None:
    broken = doctor._trial(Trial("torch", "broken", "ImportError: \x1b[31mlibc"), ENGLISH)
    assert broken.mark == "problem"
    assert "\x1b" not in broken.sentence
    isolation = doctor._isolation(Machine((), Isolation("limits", ("limits",), ("landlock: refused",))), ENGLISH)
    assert (isolation.mark, "landlock: refused" in isolation.advice) == ("note", True)


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    monkeypatch.setenv("GRADER_RECORDS", str(file))
    kept, temporary = doctor._folders(ENGLISH)
    assert (kept.mark, "GRADER_RECORDS" in kept.advice) == ("note", True)
    assert temporary.mark in ("ok", "note")
    assert doctor._can_write(tmp_path / "not" / "there" / "yet")


class FaultyPool:
    def __init__(self, fault: str | None) -> None:
        self._fault = fault

    def observe(self, job: object) -> Observations:
        return Observations((CheckObservation("torch", ()),), (), Isolation("none"), 0.0, fault=self._fault)


def test_workers_that_do_not_start_are_the_machines_fault() -> None:
    with pytest.raises(WorkerFault, match="no room"):
        examine(FaultyPool("no room"))  # type: ignore[arg-type]
