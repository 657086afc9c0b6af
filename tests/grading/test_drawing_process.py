"""The processes in which cases are drawn once more: what ends one, and what does not."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

import pytest
from proving import Small

from grader.grading.proofs.drawing_process import draw_elsewhere

BEGINNING = "about = exercise("


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small(tmp_path / "course")


def drawn(small: Small, mode: Literal["fork", "once"] = "fork", limit: float = 60.0):
    files = small.read().exercise("ex")
    return draw_elsewhere(files.reference, files.checks, 1, limit, mode)


def test_two_kinds_of_processes_draw_the_same(small: Small) -> None:
    one, other = drawn(small, "once"), drawn(small)
    assert (one.status, other.status) == (0, 0)
    assert one.answer is not None
    assert one.answer == other.answer


@pytest.mark.parametrize(("code", "status"), [("import os\n\nos._exit(3)", 3), ("import os\n\nos.abort()", -6)])
def test_a_file_that_ends_its_process_ends_no_other(small: Small, code: str, status: int) -> None:
    small.edit("_checks", (BEGINNING, f"{code}\n\n{BEGINNING}"))
    ended = drawn(small)
    assert (ended.status, ended.answer) == (status, None)
    small.edit("_checks", (f"{code}\n\n", ""))
    assert drawn(small).status == 0


def test_a_file_that_ends_its_parent_is_told_and_the_next_one_is_drawn(small: Small) -> None:
    killing = "import os\n\nos.kill(os.getppid(), 9)\n\n"
    small.edit("_checks", (BEGINNING, killing + BEGINNING))
    drawn(small)
    small.edit("_checks", (killing, ""))
    assert drawn(small).status == 0


def test_an_endless_file_says_where(small: Small) -> None:
    small.edit("_checks", (BEGINNING, f"while True:\n    pass\n\n{BEGINNING}"))
    ended = drawn(small, limit=1.0)
    assert ended.status == 1
    assert ended.answer is None
    assert "Timeout (" in ended.errors
    assert f'{os.sep}ex_checks.py", line ' in ended.errors
