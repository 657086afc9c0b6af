"""Frames: whole, in pieces, cut short, too long."""

import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.wire import frames
from grader.wire.messages import CaseDone, Returned


def frames_of(buffer: frames.FrameBuffer) -> list[bytes]:
    found = []
    while (body := buffer.next()) is not None:
        found.append(body)
    return found


@given(st.lists(st.binary(max_size=300), max_size=8), st.integers(1, 50))
@settings(deadline=None)
def test_frames_come_whole_however_they_were_cut(bodies, piece):
    stream = b"".join(len(body).to_bytes(4, "big") + body for body in bodies)
    buffer, found = frames.FrameBuffer(), []
    for start in range(0, len(stream), piece):
        buffer.feed(stream[start : start + piece])
        found += frames_of(buffer)
    assert found == bodies
    assert len(buffer) == 0


def test_a_frame_cut_short_never_comes():
    buffer = frames.FrameBuffer()
    buffer.feed(frames.pack(CaseDone(Returned(1.0)))[:-1])
    assert buffer.next() is None
    assert len(buffer) > 0


@pytest.mark.parametrize("length", [frames.MAX_FRAME + 1, 2**32 - 1])
def test_a_frame_that_claims_too_much_is_broken_at_its_header(length):
    buffer = frames.FrameBuffer()
    buffer.feed(length.to_bytes(4, "big"))
    with pytest.raises(frames.BrokenFrame, match="claims"):
        buffer.next()


def test_a_message_that_is_too_long_is_not_packed():
    with pytest.raises(frames.BrokenFrame, match="longer"):
        frames.pack(CaseDone(Returned("a" * (frames.MAX_FRAME + 1))))


def test_many_tiny_frames_are_cut_in_linear_time():
    def seconds(count: int) -> float:
        buffer = frames.FrameBuffer()
        buffer.feed((5).to_bytes(4, "big") + b"12345")
        buffer.feed(((0).to_bytes(4, "big")) * count)
        started = time.perf_counter()
        assert len(frames_of(buffer)) == count + 1
        return time.perf_counter() - started

    # 16 times as many would take 256 times as long if the buffer were moved for each.
    seconds(1000)
    assert seconds(80_000) < 80 * max(seconds(5_000), 0.001)


def test_reading_from_a_descriptor_ends_with_its_stream():
    reading, writing = os.pipe()
    frame = frames.pack(CaseDone(Returned("batch")))
    os.write(writing, frame + frame[:5])
    os.close(writing)
    assert frames.read_frame(reading) == frame[4:]
    with pytest.raises(frames.Ended):
        frames.read_frame(reading)
    os.close(reading)
