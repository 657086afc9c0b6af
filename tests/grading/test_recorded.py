"""Records on disk: never trusted, never fatal."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.grading.recorded import CaseRecord, CheckRecord, ExerciseRecord, RecordStore, record_key
from grader.numerics.allowances import Tolerance
from grader.wire.messages import Returned

RECORD = ExerciseRecord({"check": CheckRecord((CaseRecord(Returned(1.5), Tolerance((b"\0" * 8,))),))}, ())


def test_what_was_written_is_read(tmp_path: Path) -> None:
    store = RecordStore(tmp_path / "deep" / "folder")
    assert store.read("key") is None
    store.write("key", RECORD)
    assert store.read("key") == RECORD
    assert store.read("other") is None


@pytest.mark.parametrize("keep", [0, 1, 15, 40, -1])
def test_a_record_cut_short_counts_as_none(tmp_path: Path, keep: int) -> None:
    store = RecordStore(tmp_path)
    store.write("key", RECORD)
    path = tmp_path / "key.record"
    path.write_bytes(path.read_bytes()[:keep])
    assert store.read("key") is None


def test_a_changed_byte_anywhere_counts_as_none(tmp_path: Path) -> None:
    store = RecordStore(tmp_path)
    store.write("key", RECORD)
    path = tmp_path / "key.record"
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert store.read("key") is None


def test_a_folder_that_cannot_be_written_is_not_fatal(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    store = RecordStore(blocked)
    store.write("key", RECORD)
    assert store.read("key") is None


def test_several_writers_and_readers_see_whole_records_only(tmp_path: Path) -> None:
    store = RecordStore(tmp_path)
    seen: list[ExerciseRecord | None] = []

    def work() -> None:
        for _ in range(30):
            store.write("key", RECORD)
            seen.append(store.read("key"))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [RECORD] * 120
    assert [path.name for path in tmp_path.iterdir()] == ["key.record"]


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_other_texts_give_another_key(first: list[str], second: list[str]) -> None:
    assert (record_key(1, *first) == record_key(1, *second)) == (first == second)


def test_another_seed_gives_another_key() -> None:
    assert record_key(1, "a") != record_key(2, "a")
