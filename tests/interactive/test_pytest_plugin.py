"""The plugin, in a run of pytest of its own on a workspace that a learner might have."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from xml.etree import ElementTree

from grader.course.discovery import find_course
from grader.interactive import pytest_plugin
from grader.records.workspace import WorkspaceSettings, write_settings

TESTS = Path(__file__).resolve().parents[1]
ROOT = TESTS.parent
WRITTEN = """



def forward(x, w):
    return x * w


def cost(xs, ys, w):
    return ((xs * w - ys) ** 2).sum()


def gradient(xs, ys, w):
    raise NotImplementedError("gradient: not written yet")
"""


ALONE = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
"""Without the other plugins that are installed: importing them takes three times as long as all the rest."""


def run_pytest(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    # By its module, and not by the entry point that an installed grader has as well.
    plugins = ("-p", "no:grader", "-p", "grader.interactive.pytest_plugin", "-p", "no:cacheprovider", "-p", "forking")
    environ = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{TESTS}", "GRADER_LANG": "en"} | environment
    command = [sys.executable, "-m", "pytest", *plugins, *options]
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)


def workspace(folder: Path) -> Path:
    write_settings(folder, WorkspaceSettings(course=str(find_course(ROOT).root)))
    file = folder / "03_gradient_descent" / "gradient_descent.py"
    file.parent.mkdir()
    file.write_text(WRITTEN, encoding="utf-8")
    (folder / "helper.py").write_text("raise AssertionError('no exercise')\n", encoding="utf-8")
    return file


def test_pytest_finds_it_where_the_grader_is_installed():
    (entry,) = entry_points(group="pytest11", name="grader")
    assert entry.load() is pytest_plugin


def test_each_check_is_a_test_with_its_diagnosis_or_its_reason(tmp_path):
    workspace(tmp_path)
    ended = run_pytest(tmp_path, "-rs", "--junit-xml=report.xml", "-k", "forward or cost or gradient")
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert "1 failed, 1 passed" in ended.stdout
    assert "mean" in ended.stdout
    assert "Traceback" not in ended.stdout
    assert "pytest_plugin.py" not in ended.stdout
    assert "`gradient` is not written yet" in ended.stdout
    cases = {case.get("name"): case for case in ElementTree.parse(tmp_path / "report.xml").iter("testcase")}
    assert "The cost is the mean" in (cases["mean_squared_error"].findtext("failure") or "")
    assert cases["gradient_of_the_cost"].find("skipped") is not None


def test_other_files_are_left_to_pytest(tmp_path):
    """Without a workspace around it, a file with the name of an exercise is a module of tests."""
    (tmp_path / "gradient_descent.py").write_text("def test_own():\n    assert True\n", encoding="utf-8")
    ended = run_pytest(tmp_path, "gradient_descent.py", **ALONE)
    assert "1 passed" in ended.stdout


def test_only_the_stubs_of_a_course_are_collected():
    ended = run_pytest(
        ROOT, "--collect-only", "solutions/03_gradient_descent", "exercises/03_gradient_descent", **ALONE
    )
    collected = [line for line in ended.stdout.splitlines() if "::" in line]
    assert collected
    assert all(line.startswith("exercises/") for line in collected)
    assert "exercises/03_gradient_descent/gradient_descent.py::cost::mean_squared_error" in collected


def test_the_stubs_of_a_release_kit_are_collected(tmp_path):
    for folder, file in (("solutions", "coarse_to_fine_checks.py"), ("exercises", "coarse_to_fine.py")):
        there = tmp_path / folder.replace("solutions", "kit") / "03_gradient_descent"
        there.mkdir(parents=True)
        shutil.copy(ROOT / folder / there.name / file, there)
    shutil.copy(ROOT / "solutions" / "course.toml", tmp_path / "kit")
    ended = run_pytest(tmp_path, "--collect-only", "exercises", **ALONE)
    assert "<CheckedFunction grid>" in ended.stdout, ended.stdout + ended.stderr
