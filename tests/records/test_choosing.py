"""A learner's versions: their order, what they are made of, and clocks that are wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from grader.records.choosing import HandedIn, Version, versions_of
from records.making import NOON


def hand_in(name: str, minutes: int | None, arrived: int | None = None, seen: str = "", **files: str) -> HandedIn:
    time = None if minutes is None else NOON + timedelta(minutes=minutes)
    there = time if arrived is None else NOON + timedelta(minutes=arrived)
    return HandedIn("ann", name, repr(sorted(files.items())), files, time, there, seen, seen)


def sources(versions: Sequence[Version]) -> list[str]:
    return [version.source for version in versions]


def test_versions_are_in_the_order_of_time_whatever_the_order_of_finding() -> None:
    both = [hand_in("b", 2, x="2"), hand_in("a", 1, x="1")]
    assert sources(versions_of(both)) == sources(versions_of(both[::-1])) == ["a", "b"]


def test_a_hand_in_replaces_the_files_that_it_holds_and_keeps_the_others() -> None:
    version = versions_of([hand_in("a", 1, x="1", y="1"), hand_in("b", 2, y="2")])[-1]
    assert {name: one.source for name, one in version.files.items()} == {"x": "a", "y": "b"}
    (whole,) = versions_of([hand_in("c", 3, x="1", y="2")])
    assert whole.content == version.content


def test_a_folder_is_older_than_any_zip() -> None:
    assert sources(versions_of([hand_in("z", -500, x="2"), hand_in("folder", None, x="1")])) == ["folder", "z"]


def test_of_a_folder_only_what_was_seen_last_is_there() -> None:
    (version,) = versions_of([hand_in("f", None, seen="2", x="1"), hand_in("f", None, seen="1", x="2", y="1")])
    assert {name: one.seen_last for name, one in version.files.items()} == {"x": "2"}


def test_what_holds_nothing_counts_only_where_there_is_nothing_else() -> None:
    assert sources(versions_of([hand_in("a", 1, x="1"), hand_in("b", 2)])) == ["a"]
    assert sources(versions_of([hand_in("a", 1), hand_in("b", 2, x="1")])) == ["b"]
    assert sources(versions_of([hand_in("a", 1), hand_in("b", 2)])) == ["a"]


def test_a_bundle_newer_than_its_arrival_counts_when_it_arrived() -> None:
    ahead, later = hand_in("a", 5000, arrived=10, x="1"), hand_in("b", 20, arrived=20, x="2")
    assert [(one.source, one.time, one.clock) for one in versions_of([ahead, later])] == [
        ("a", NOON + timedelta(minutes=10), "ahead"),
        ("b", NOON + timedelta(minutes=20), ""),
    ]


def test_a_bundle_older_than_one_that_arrived_before_it_counts_when_it_arrived() -> None:
    first, behind = hand_in("a", 10, arrived=10, x="1"), hand_in("b", -900, arrived=20, x="2")
    assert [(one.source, one.clock) for one in versions_of([behind, first])] == [("a", ""), ("b", "behind")]


def test_bundles_that_were_copied_together_keep_their_own_times() -> None:
    copied = [hand_in("a", 30, arrived=5000, x="1"), hand_in("b", 10, arrived=5001, x="2")]
    assert [(one.source, one.clock) for one in versions_of(copied)] == [("b", ""), ("a", "")]
