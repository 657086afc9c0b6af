"""Frames: a length of four bytes, then a msgpack message. The same over sockets and pipes."""

from __future__ import annotations

import os
from typing import TypeVar

import msgspec

MAX_FRAME = 64 * 1024 * 1024
_HEADER = 4

_encoder = msgspec.msgpack.Encoder()
T = TypeVar("T")


class BrokenFrame(Exception):
    """What was received is not a valid frame: too long, or not the expected message."""


class Ended(Exception):
    """The other side has closed the stream."""


def pack(message: msgspec.Struct) -> bytes:
    """A message with its header.

    Raises:
        BrokenFrame: if it is longer than `MAX_FRAME`.
    """
    body = _encoder.encode(message)
    if len(body) > MAX_FRAME:
        raise BrokenFrame(f"a message of {len(body)} bytes is longer than {MAX_FRAME}")
    return len(body).to_bytes(_HEADER, "big") + body


class FrameBuffer:
    """Splits a stream of bytes into frames."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, received: bytes) -> None:
        """Add received bytes."""
        self._bytes += received

    def __len__(self) -> int:
        return len(self._bytes)

    def next(self) -> bytes | None:
        """The body of the next complete frame, or None while it is incomplete.

        Raises:
            BrokenFrame: if a frame claims to be longer than `MAX_FRAME`.
        """
        if len(self._bytes) < _HEADER:
            return None
        length = int.from_bytes(self._bytes[:_HEADER], "big")
        if length > MAX_FRAME:
            raise BrokenFrame(f"a frame claims {length} bytes")
        if len(self._bytes) < _HEADER + length:
            return None
        with memoryview(self._bytes) as view:
            body = bytes(view[_HEADER : _HEADER + length])
        del self._bytes[: _HEADER + length]
        return body


def parse(body: bytes, decoder: msgspec.msgpack.Decoder[T]) -> T:
    """A frame's body as the message that the decoder expects.

    Raises:
        BrokenFrame: if it is another message.
    """
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as fault:
        raise BrokenFrame(str(fault)[:200]) from fault


def read_frame(descriptor: int) -> bytes:
    """Wait for a complete frame on a blocking descriptor.

    Raises:
        Ended: at the end of the stream.
    """
    header = _read_exactly(descriptor, _HEADER)
    return _read_exactly(descriptor, int.from_bytes(header, "big"))


def write_all(descriptor: int, data: bytes) -> None:
    """Write all the data to a blocking descriptor."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _read_exactly(descriptor: int, length: int) -> bytes:
    received = bytearray()
    while len(received) < length:
        chunk = os.read(descriptor, min(length - len(received), 1 << 20))
        if not chunk:
            raise Ended
        received += chunk
    return bytes(received)
