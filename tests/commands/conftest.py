"""A workspace and a graded class, for tests of what a machine refuses."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from calling import called

from grader.records.workspace import WorkspaceSettings, write_settings

ROOT = Path(__file__).parents[2]
ANSWER = ROOT / "solutions" / "03_gradient_descent" / "gradient_descent.py"


@pytest.fixture
def as_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the settings of whoever runs the tests, but with those of the suite: what references give is shared."""
    for name in os.environ:
        if name.startswith(("GRADER_", "GITHUB_")) and not name.endswith(("RECORDINGS", "KEY", "ISOLATION")):
            monkeypatch.delenv(name)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A workspace with a right answer."""
    folder = tmp_path / "work"
    write_settings(folder, WorkspaceSettings("ann", str(tmp_path / "inbox"), course=str(ROOT)))
    (tmp_path / "inbox").mkdir()
    shutil.copy(ANSWER, folder)
    return folder


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a class run."""
    folder = tmp_path_factory.mktemp("graded")
    (folder / "class" / "ann").mkdir(parents=True)
    shutil.copy(ANSWER, folder / "class" / "ann")
    assert (
        called(
            "grade", "class", "--output", "out", "--only", "gradient_descent", "--course", str(ROOT), cwd=folder
        ).returncode
        == 0
    )
    return folder
