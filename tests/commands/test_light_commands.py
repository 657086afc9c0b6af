"""Commands that only show what is known import nothing heavy, so that they answer at once."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from calling import called

ROOT = Path(__file__).parents[2]

HEAVY = {
    "alembic", "babel", "cryptography", "importlib.metadata", "jinja2", "libcst", "markdown_it", "matplotlib",
    "nbformat", "numpy", "platformdirs", "pygments", "sqlalchemy", "starlette", "tarfile", "torch", "torchvision",
    "uvicorn", "watchfiles", "grader.authoring", "grader.course.loading", "grader.grading.grading",
}  # fmt: skip

IMPORTED = """
import sys
from grader.commands import main
try:
    main({arguments!r})
finally:
    print(*sorted({heavy!r} & sys.modules.keys()), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace")
    assert called("start", "coarse_to_fine", "--course", str(ROOT), cwd=folder).returncode == 0
    return folder


def heavy_modules(arguments: list[str], cwd: Path, heavy: set[str], language: str = "en") -> str:
    script = IMPORTED.format(arguments=arguments, heavy=heavy)
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=cwd,
        env=os.environ | {"GRADER_LANG": language},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr.strip()


@pytest.mark.parametrize("command", ["status", "list", "next", "--help"])
def test_what_only_shows_what_is_known_imports_nothing_heavy(command: str, workspace: Path) -> None:
    assert heavy_modules([command], workspace, HEAVY) == ""


def test_the_help_needs_no_tables(workspace: Path) -> None:
    assert heavy_modules(["--help"], workspace, {"rich"}) == ""


def test_a_chinese_reader_waits_for_no_more_than_the_catalogue(workspace: Path) -> None:
    assert heavy_modules(["status"], workspace, HEAVY - {"babel"}, "zh") == ""


def test_what_exercises_declare_is_known_after_start(workspace: Path) -> None:
    kept = workspace / ".grader" / "declarations.json"
    before = kept.stat().st_mtime_ns
    heavy_modules(["status"], workspace, set())
    assert kept.stat().st_mtime_ns == before
