"""`grader watch` as a pipe gets it, with real workers."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from calling import called

from grader.records.places import FOLDER


@pytest.fixture(autouse=True)
def _a_key_in_the_pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    reading, writing = os.pipe()
    os.write(writing, b"q")
    with os.fdopen(reading) as keys, os.fdopen(writing, "w"):
        monkeypatch.setattr(sys, "stdin", keys)
        yield


pytestmark = pytest.mark.usefixtures("as_nobody")


def test_the_first_answer_is_printed_and_a_key_ends_it(work: Path) -> None:
    before = {path for path in work.rglob("*") if FOLDER not in path.parts}
    run = called("watch", "gradient_descent:cost", cwd=work)
    assert run.returncode == 0, run.stderr
    assert "The cost is the mean of the squared errors." in run.stdout
    assert "passed" in run.stdout
    assert "grader start 1" in run.stdout
    assert {path for path in work.rglob("*") if FOLDER not in path.parts} == before


def test_a_folder_without_exercises_is_told_how_to_start(work: Path) -> None:
    (work / "gradient_descent.py").unlink()
    run = called("watch", cwd=work)
    assert run.returncode == 2
    assert "grader start" in run.stderr
