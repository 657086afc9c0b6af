"""What is kept in a file is given back as it was put there."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from records.collecting import collect
from records.making import bundle, put

from grader.cohort.intake import VERSIONS
from grader.cohort.spilled_list import SpilledList
from grader.cohort.typed_messages import Reader
from grader.records.choosing import as_recorded, versions_of

TEXTS: Reader[str] = Reader(str)


@given(st.lists(st.text(st.characters())))
def test_entries_are_given_back_whatever_their_order(texts: list[str]) -> None:
    entries = SpilledList(TEXTS)
    assert [entries.append(text) for text in texts] == list(range(len(texts)))
    assert [entries[number] for number in reversed(range(len(texts)))] == texts[::-1]
    assert list(entries) == texts
    assert list(entries.picked(range(0, len(texts), 2))) == texts[::2]
    assert len(entries.picked([])) == 0


def test_entries_may_be_added_and_read_in_turn() -> None:
    entries = SpilledList(TEXTS)
    for number in range(5):
        entries.append(f"{number}" * 10_000)
        assert entries[0] == "0" * 10_000
        assert entries[number] == f"{number}" * 10_000
    picked = entries.picked([4, 1])
    assert [picked[0][0], picked[1][0]] == ["4", "1"]


@pytest.mark.parametrize("number", [-1, 2])
def test_what_was_never_put_there_is_not_found(number: int) -> None:
    entries = SpilledList(TEXTS)
    for text in "ab":
        entries.append(text)
    with pytest.raises(IndexError):
        entries[number]


def test_several_threads_may_use_one() -> None:
    entries = SpilledList(TEXTS)
    wrong: list[str] = []

    def use(letter: str) -> None:
        mine = [(f"{letter}{number}", entries.append(f"{letter}{number}")) for number in range(200)]
        wrong.extend(text for text, number in mine if entries[number] != text)

    threads = [threading.Thread(target=use, args=(letter,)) for letter in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(entries) == 800


def test_a_version_is_the_same_when_it_is_read_again(tmp_path: Path) -> None:
    put(tmp_path, bundle("ann"))
    (hand_in,) = collect([tmp_path], ["gradient_descent"]).hand_ins
    (version,) = versions_of([as_recorded(hand_in, "2026-11-30T00:00:00Z")])
    versions = SpilledList(VERSIONS)
    versions.append(version)
    assert versions[0] == version
