"""Delivering a bundle: whole or not at all, never over another, with a receipt."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from grader.errors import RecordsError, RecordsFault
from grader.records.delivery import deliver, delivered
from grader.records.receipts import Receipt, keep_receipt, read_receipts
from records.making import NOON, broken, bundle, put


def test_a_bundle_arrives_under_its_name_and_nothing_else_does(tmp_path: Path) -> None:
    made = bundle()
    assert deliver(made, tmp_path).read_bytes() == made.content
    assert [path.name for path in tmp_path.iterdir()] == [made.name]


def test_on_a_drive_without_links_it_arrives_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    made = bundle()
    assert deliver(made, tmp_path).read_bytes() == made.content
    assert [path.name for path in tmp_path.iterdir()] == [made.name]


def test_what_has_its_name_already_stays_as_it_is(tmp_path: Path) -> None:
    made = bundle()
    there = tmp_path / made.name
    there.write_bytes(b"another")
    with pytest.raises(RecordsFault, match="differs from what was written"):
        deliver(made, tmp_path)
    assert there.read_bytes() == b"another"


def test_the_same_bundle_may_be_delivered_twice(tmp_path: Path) -> None:
    assert deliver(bundle(), tmp_path) == deliver(bundle(), tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_nothing_is_seen_before_all_of_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def look(descriptor: int) -> None:
        seen.append([path.name for path in tmp_path.iterdir() if not path.name.startswith(".")])

    monkeypatch.setattr(os, "fsync", look)
    deliver(bundle(), tmp_path)
    assert seen[0] == []  # the file's own content is flushed before it has its name
    assert seen[-1] == [bundle().name]


def test_a_full_drive_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        deliver(bundle(), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_destination_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="is not a folder"):
        deliver(bundle(), tmp_path / "gone")


def test_a_learner_finds_their_own_bundles_and_no_others(tmp_path: Path) -> None:
    for made in (bundle(minutes=2), bundle(minutes=1), bundle("lin-mei--x"), bundle("ann")):
        put(tmp_path, made)
    (tmp_path / "lin-mei--20261124T120000Z--0123456789ab.zip").write_bytes(broken()["cut short"][1])
    assert [one.manifest.created.minute for one in delivered("lin-mei", tmp_path)] == [1, 2]
    assert list(delivered("lin-mei", tmp_path / "gone")) == []


def receipt(name: str, minute: int) -> Receipt:
    return Receipt(name, "a" * 64, "b" * 64, "ann", NOON.replace(minute=minute), "/inbox", ("x.py",), 3.0, 8.0)


def test_receipts_are_kept_and_read_by_their_time(tmp_path: Path) -> None:
    late, early = receipt("1.zip", 9), receipt("2.zip", 3)
    for one in (late, early):
        keep_receipt(tmp_path, one)
    assert read_receipts(tmp_path) == (early, late)
    assert read_receipts(tmp_path / "elsewhere") == read_receipts(None) == ()


def test_a_damaged_receipt_is_named(tmp_path: Path) -> None:
    path = keep_receipt(tmp_path, receipt("1.zip", 9))
    path.write_text("{", encoding="utf-8")
    with pytest.raises(RecordsError, match=r"1\.json"):
        read_receipts(tmp_path)
