"""Recordings on disk: never trusted, never fatal."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.grading.recording_store import RecordingStore, recording_key
from grader.grading.recordings import CaseRecording, CheckRecording, ExerciseRecording
from grader.numerics.allowances import Tolerance
from grader.wire.messages import Returned

RECORDING = ExerciseRecording({"check": CheckRecording((CaseRecording(Returned(1.5), Tolerance((b"\0" * 8,))),))}, ())


def test_what_was_written_is_read(tmp_path: Path) -> None:
    store = RecordingStore(tmp_path / "deep" / "folder")
    assert store.read("key") is None
    store.write("key", RECORDING)
    assert store.read("key") == RECORDING
    assert store.read("other") is None


@pytest.mark.parametrize("keep", [0, 1, 15, 40, -1])
def test_a_recording_cut_short_counts_as_none(tmp_path: Path, keep: int) -> None:
    store = RecordingStore(tmp_path)
    store.write("key", RECORDING)
    path = tmp_path / "key.recording"
    path.write_bytes(path.read_bytes()[:keep])
    assert store.read("key") is None


def test_a_changed_byte_anywhere_counts_as_none(tmp_path: Path) -> None:
    store = RecordingStore(tmp_path)
    store.write("key", RECORDING)
    path = tmp_path / "key.recording"
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert store.read("key") is None


def test_a_folder_that_cannot_be_written_is_not_fatal(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    store = RecordingStore(blocked)
    store.write("key", RECORDING)
    assert store.read("key") is None


def test_several_writers_and_readers_see_whole_recordings_only(tmp_path: Path) -> None:
    store = RecordingStore(tmp_path)
    seen: list[ExerciseRecording | None] = []

    def work() -> None:
        for _ in range(30):
            store.write("key", RECORDING)
            seen.append(store.read("key"))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [RECORDING] * 120
    assert [path.name for path in tmp_path.iterdir()] == ["key.recording"]


def test_the_least_recently_used_go_where_there_are_more_bytes_than_allowed(tmp_path: Path) -> None:
    RecordingStore(tmp_path).write("first", RECORDING)
    size = (tmp_path / "first.recording").stat().st_size
    store = RecordingStore(tmp_path, most_bytes=2 * size)
    store.write("second", RECORDING)
    for age, key in ((3000, "first"), (2000, "second")):
        os.utime(tmp_path / f"{key}.recording", (time.time() - age, time.time() - age))
    assert store.read("first") == RECORDING  # used, so that the second is older now
    store.write("third", RECORDING)
    assert store.read("second") is None
    assert store.read("first") == store.read("third") == RECORDING


def test_a_recording_larger_than_all_that_is_allowed_is_kept_alone(tmp_path: Path) -> None:
    store = RecordingStore(tmp_path, most_bytes=1)
    store.write("first", RECORDING)
    store.write("second", RECORDING)
    assert [path.name for path in tmp_path.iterdir()] == ["second.recording"]


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_other_texts_give_another_key(first: list[str], second: list[str]) -> None:
    assert (recording_key(1, *first) == recording_key(1, *second)) == (first == second)


def test_another_seed_gives_another_key() -> None:
    assert recording_key(1, "a") != recording_key(2, "a")
