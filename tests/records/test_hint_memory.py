"""What a workspace remembers of hints."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import RecordsError
from grader.grading.result import HintUse
from grader.records.hint_memory import HintMemory, hints_used, read_hints, with_hint, write_hints
from grader.records.places import hints_file


def test_each_content_has_its_own_step_and_the_furthest_is_kept(tmp_path: Path) -> None:
    memory = HintMemory()
    for content, number in (("old", 1), ("old", 2), ("new", 1)):
        memory = with_hint(memory, "ex", "cost", content, number)
    write_hints(tmp_path, memory)
    read = read_hints(tmp_path)
    assert [read.at("ex", "cost", content) for content in ("old", "new", "newer")] == [2, 1, 0]
    assert read.at("ex", "gradient", "old") == 0
    assert hints_used(tmp_path) == {"ex": (HintUse("cost", shown=3, furthest=2),)}


def test_only_so_many_contents_are_kept() -> None:
    memory = HintMemory()
    for number in range(250):
        memory = with_hint(memory, "ex", "cost", str(number), 1)
    (functions,) = memory.exercises.values()
    assert len(functions["cost"].contents) == 100
    assert memory.at("ex", "cost", "249") == 1
    assert functions["cost"].shown == 250


def test_a_damaged_file_is_told_and_keeps_nobody_from_handing_in(tmp_path: Path) -> None:
    assert hints_used(tmp_path) == {}
    hints_file(tmp_path).parent.mkdir()
    hints_file(tmp_path).write_text("{")
    with pytest.raises(RecordsError, match="delete it"):
        read_hints(tmp_path)
    assert hints_used(tmp_path) == {}
