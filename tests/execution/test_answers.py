"""What a child's process may send: garbage, bombs, values that no encoder makes."""

import time
import tracemalloc

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.execution import answers
from grader.execution.answers import count_items, read_answer
from grader.wire import frames
from grader.wire.messages import CaseDone, Returned, RunDone
from grader.wire.values import MAX_DEPTH, Items


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_garbage_is_a_broken_frame(body):
    try:
        read_answer(body)
    except frames.BrokenFrame:
        return
    assert msgspec.msgpack.encode(read_answer(body))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xc1",
        b"\x91" * 100_000,
        b"\x91" * 100_000 + b"\xc0",
        b"\x81\xa1a" * 100_000,
        b"\xdd\xff\xff\xff\xff",
        b"\xdf\xff\xff\xff\xff",
        b"\xdb\xff\xff\xff\xff",
        b"\xc6\xff\xff\xff\xffa",
        b"\x94\xa4case" + b"\xdd\xff\xff\xff\xff" * 1000,
        msgspec.msgpack.encode(["case", ["returned", "\udc80".encode("utf-8", "surrogatepass")], []]),
        b"\x93\xa4case\x92\xa8returned\xa1\xff\x90",
        msgspec.msgpack.encode(RunDone()) + b"\xc0",
    ],
    ids=["nothing", "no item", "arrays", "whole arrays", "maps", "long array", "long map", "long text", "long bytes",
         "array in a case", "bytes for text", "no UTF-8", "more behind"],
)  # fmt: skip
def test_bombs_are_broken_frames_at_once(body):
    started = time.perf_counter()
    with pytest.raises(frames.BrokenFrame):
        read_answer(body)
    assert time.perf_counter() - started < 0.5


def bomb(inner: bytes, outer: bytes, count: int) -> bytes:
    """A case whose value is a list of `count` times the same bytes."""
    head = b"\x93\xa4case\x94\xa8returned\x93\xa5items\xa4list" + b"\xdd" + count.to_bytes(4, "big")
    return head + inner * count + outer + b"\x90"


@pytest.mark.parametrize(
    ("inner", "megabytes", "part"),
    [(b"\xc0", 0.9, 1), (b"\xc0", 6, 10), (b"\x92\xa5table\x90", 6, 10), (b"\x93\xa5items\xa4list\x90", 60, 1)],
    ids=["a small one of nil", "nil", "table", "list"],
)
def test_a_frame_of_very_many_items_is_refused_before_they_are_made(inner, megabytes, part, monkeypatch):
    """Counting takes seconds while memory is traced: some are a tenth of a bomb, under a tenth of the bounds."""
    monkeypatch.setattr(answers, "_MAX_ITEMS", answers._MAX_ITEMS // part)
    body = bomb(inner, b"\xa4list\x80", int(megabytes * 2**20) // len(inner))
    tracemalloc.start()
    with pytest.raises(frames.BrokenFrame, match="items"):
        read_answer(body)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # The objects would take up to ten times the frame.
    assert peak < (16 << 20) / part


def test_values_nested_too_deeply_are_refused():
    value = 1.0
    for _ in range(MAX_DEPTH + 1):
        value = Items("list", (value,))
    with pytest.raises(frames.BrokenFrame, match="nested"):
        read_answer(msgspec.msgpack.encode(CaseDone(Returned(value))))


msgpack_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.text(max_size=70_000 // 1000)
    | st.binary(max_size=300) | st.builds(msgspec.msgpack.Ext, st.integers(0, 100), st.binary(max_size=40)),
    lambda inner: st.lists(inner, max_size=20) | st.dictionaries(st.text(max_size=3), inner, max_size=20),
    max_leaves=40,
)  # fmt: skip


def items_in(value: object) -> int:
    if isinstance(value, list):
        return 1 + sum(map(items_in, value))
    if isinstance(value, dict):
        return 1 + sum(items_in(key) + items_in(item) for key, item in value.items())
    return 1


@given(msgpack_values)
@settings(deadline=None, max_examples=50)
def test_items_are_counted_as_msgpack_has_them(value):
    body = msgspec.msgpack.encode(value)
    assert count_items(body, 10**6) == items_in(value)
    with pytest.raises(frames.BrokenFrame):
        count_items(body, items_in(value) - 1)


@pytest.mark.parametrize("size", [31, 32, 255, 256, 65_535, 65_536])
def test_items_of_every_length_are_counted(size):
    for value in ("a" * size, bytes(size), [0] * size, {str(index): 1 for index in range(size)}):
        assert count_items(msgspec.msgpack.encode([value, 1]), 10**6) == items_in([value, 1])
