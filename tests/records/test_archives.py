"""Zips that somebody else made: opened without harm, or refused with a reason."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.records.archives import MAX_ARCHIVE_BYTES, open_archive, read_archive, read_plain_file
from grader.records.bundles import manifest_of
from grader.records.notes import Refused
from records.making import FILES, PATH, broken, bundle, named, zipped

BROKEN = broken()


def opened(content: bytes) -> dict[str, bytes]:
    """Everything that opening a hand-in reads."""
    archive = read_archive(content)
    manifest_of(archive)
    return {name: archive.read(name, 1 << 20) for name in archive.names}


@pytest.mark.parametrize("what", [what for what, (kind, _) in BROKEN.items() if kind != "empty"])
def test_what_is_broken_is_refused_and_its_kind_said(what: str) -> None:
    kind, content = BROKEN[what]
    with pytest.raises(Refused) as refused:
        opened(content)
    assert refused.value.kind == kind


def test_plain_zips_with_folders_are_opened() -> None:
    content = zipped((named("work/", 0o040755), b""), ("work/gradient_descent.py", b"x = 1\n"), ("读我.txt", b"y"))
    assert opened(content) == {"work/gradient_descent.py": b"x = 1\n", "读我.txt": b"y"}


def test_a_file_is_never_read_beyond_its_limit() -> None:
    archive = read_archive(zipped(("a.py", b"x" * 5000)))
    assert len(archive.read("a.py", 100)) == 101


def test_a_zip_behind_other_bytes_or_with_a_comment_is_read_as_one() -> None:
    assert opened(b"#!/bin/sh\n" + zipped(("a.py", b"x"))) == {"a.py": b"x"}


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights on Windows")
def test_what_is_no_plain_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "real.zip").write_bytes(bundle().content)
    (tmp_path / "link.zip").symlink_to(tmp_path / "real.zip")
    os.mkfifo(tmp_path / "pipe.zip")
    (tmp_path / "folder.zip").mkdir()
    kinds = {}
    for name in ("link", "pipe", "folder", "missing"):
        with pytest.raises(Refused) as refused:
            open_archive(tmp_path / f"{name}.zip")
        kinds[name] = refused.value.kind
    assert kinds == {"link": "link", "pipe": "special", "folder": "special", "missing": "unreadable"} or (
        kinds["folder"] == "unreadable"
    )


def test_a_file_beyond_the_limit_is_not_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "big.zip"
    with path.open("wb") as file:
        file.truncate(MAX_ARCHIVE_BYTES + 1)
    with pytest.raises(Refused) as refused:
        open_archive(path)
    assert refused.value.kind == "too_large"
    assert read_plain_file(path, MAX_ARCHIVE_BYTES + 1)[:1] == b"\0"


GOOD = bundle(files={PATH: FILES[PATH], "02_linear_model/linear_model.py": b"x = 1\n" * 40}).content


@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_whatever_bytes_are_changed_it_opens_or_is_refused(changes: list[tuple[int, int]]) -> None:
    content = bytearray(GOOD)
    for at, value in changes:
        content[at] = value
    try:
        files = opened(bytes(content))
    except Refused:
        return
    # What is not refused is proved by the manifest's digests, or has lost its manifest's name.
    assert all(len(text) <= 1 << 20 for text in files.values())


@given(st.binary(max_size=200), st.integers(0, len(GOOD)))
def test_whatever_is_put_in_or_cut_off_it_opens_or_is_refused(extra: bytes, at: int) -> None:
    for content in (GOOD[:at] + extra + GOOD[at:], GOOD[:at] + extra, extra + GOOD[at:]):
        try:
            opened(content)
        except Refused:
            continue
