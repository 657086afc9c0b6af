"""Whatever is written is read again as it was, and nothing else is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.cohort.typed_messages import Reader, encoded
from grader.records.file_trees import Location
from grader.records.handins import HandIn
from grader.records.notes import Note

HAND_INS: Reader[HandIn] = Reader(HandIn)
NAMES = st.text(st.characters())
"""Also such as are no Unicode text."""


@given(NAMES, NAMES, st.binary())
@example("\udcff", "a/\udcff.py", b"\xff")
def test_a_hand_in_is_read_as_it_was_written(name: str, file: str, said: bytes) -> None:
    path = Path("/class") / name.replace("\0", "")
    hand_in = HandIn(
        "ann", name, path, datetime(2026, 11, 30, tzinfo=UTC), None, {name: "0" * 64}, location=Location(path, name),
        files={name: file}, helpers={name: (file, name)},
    )  # fmt: skip
    assert HAND_INS.decode(encoded(hand_in)) == hand_in
    both: Reader[tuple[bytes, str]] = Reader(tuple[bytes, str])
    assert both.decode(encoded((said, name))) == (said, name)


FOREIGN = msgspec.msgpack.encode(msgspec.msgpack.Ext(2, b"a"))


@pytest.mark.parametrize("content", [b"", b"\xc1", encoded(3), encoded(Note("ann", "a", "damaged")), FOREIGN])
def test_what_is_no_such_message_is_refused(content: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        HAND_INS.decode(content)
