"""A value's way over the wire, for the tests of what crosses."""

from __future__ import annotations

import msgspec

from grader.wire.codec import encode
from grader.wire.values import Value, check_extent

decoder: msgspec.msgpack.Decoder[Value] = msgspec.msgpack.Decoder(Value)


def crossed(thing: object) -> Value:
    """The thing's wire value, through the bytes of the wire and the bounds of the trusted side."""
    value = decoder.decode(msgspec.msgpack.encode(encode(thing)))
    check_extent(value)
    return value
