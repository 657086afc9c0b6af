"""Which hand-ins count: order, deadline, latest and best."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from grader.records.choosing import choose
from grader.records.handins import HandIn
from records.making import NOON


def hand_in(name: str, minutes: int | None, learner: str = "ann", arrived: int | None = None, **files: str) -> HandIn:
    time = None if minutes is None else NOON + timedelta(minutes=minutes)
    there = time if arrived is None else NOON + timedelta(minutes=arrived)
    return HandIn(learner, name, Path(name), time, there, files)


def sources(chosen: object, learner: str = "ann") -> list[str]:
    return [version.source for version in chosen.versions[learner]]  # type: ignore[attr-defined]


def test_the_latest_counts_whatever_the_order_of_finding() -> None:
    both = [hand_in("b", 2, x="2"), hand_in("a", 1, x="1")]
    assert sources(choose(both, "latest")) == sources(choose(both[::-1], "latest")) == ["b"]


def test_for_the_best_every_different_one_is_graded_oldest_first() -> None:
    three = [hand_in("c", 3, x="1"), hand_in("b", 2, x="2"), hand_in("a", 1, x="1")]
    assert sources(choose(three, "best")) == ["a", "b"]


def test_a_hand_in_replaces_the_files_that_it_holds_and_keeps_the_others() -> None:
    first, second = hand_in("a", 1, x="1", y="1"), hand_in("b", 2, y="2")
    (version,) = choose([first, second], "latest").versions["ann"]
    assert {name: one.source for name, one in version.files.items()} == {"x": "a", "y": "b"}
    (whole,) = choose([hand_in("c", 3, x="1", y="2")], "latest").versions["ann"]
    assert whole.content == version.content


def test_what_is_late_does_not_count_and_is_said() -> None:
    chosen = choose([hand_in("a", 1, x="1"), hand_in("b", 9, x="2")], "latest", NOON + timedelta(minutes=5))
    assert sources(chosen) == ["a"]
    assert [(note.source, note.kind, note.detail) for note in chosen.notes] == [("b", "late", "2026-11-24T12:09:00Z")]


def test_to_the_second_of_the_deadline_is_in_time() -> None:
    assert sources(choose([hand_in("a", 5, x="1")], "latest", NOON + timedelta(minutes=5))) == ["a"]


def test_who_was_only_late_has_no_version() -> None:
    assert choose([hand_in("a", 9, x="1")], "latest", NOON).versions == {}


def test_a_file_younger_than_the_time_it_claims_counts_and_is_said() -> None:
    chosen = choose([hand_in("a", 1, arrived=50, x="1")], "latest", NOON + timedelta(minutes=5))
    assert sources(chosen) == ["a"]
    assert [note.kind for note in chosen.notes] == ["arrived_late"]


def test_a_folder_is_older_than_any_zip_and_never_late() -> None:
    assert sources(choose([hand_in("z", -500, x="2"), hand_in("folder", None, x="1")], "latest", NOON)) == ["z"]


def test_what_holds_nothing_counts_only_where_there_is_nothing_else() -> None:
    assert sources(choose([hand_in("a", 1, x="1"), hand_in("b", 2)], "latest")) == ["a"]
    assert sources(choose([hand_in("a", 1), hand_in("b", 2, x="1")], "best")) == ["b"]
    assert sources(choose([hand_in("a", 1), hand_in("b", 2)], "latest")) == ["a"]
