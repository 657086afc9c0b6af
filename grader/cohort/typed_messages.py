"""How messages between the instructor's own processes are written as bytes: msgpack of typed structures, which are
checked as they are read. Paths are written as their text, and names that are no Unicode text survive the way.

A file system may hold any bytes as a name. In Python's text of it, what is not UTF-8 stands as surrogates (PEP 383),
which msgpack refuses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

import msgspec

T = TypeVar("T")

_UNDECODED = 1
"""The type of the extension that holds a message of which a text has surrogates. There, each text stands for the bytes
of its UTF-8, with those of surrogates."""


def encoded(message: object) -> bytes:
    """A message, or a part of one, as bytes."""
    try:
        return _ENCODER.encode(message)
    except UnicodeEncodeError:
        plain = msgspec.to_builtins(message, builtin_types=(bytes, bytearray), enc_hook=str)
        return msgspec.msgpack.encode(
            msgspec.msgpack.Ext(_UNDECODED, msgspec.msgpack.encode(_mapped(plain, _as_bytes)))
        )


def framed(message: msgspec.Struct) -> bytes:
    """A message as a frame, as `grader.wire.frames.read_frame` reads it."""
    body = encoded(message)
    return len(body).to_bytes(4, "big") + body


class Reader(Generic[T]):
    """Reads messages of one type.

    To be created before there are threads: msgspec 0.22 crashes if two of them use a type for the first time.
    """

    def __init__(self, kind: Any) -> None:
        self._kind = kind
        self._decoder: msgspec.msgpack.Decoder[T] = msgspec.msgpack.Decoder(kind, dec_hook=_from_text)

    def decode(self, content: bytes) -> T:
        """The message that these bytes are.

        Raises:
            msgspec.DecodeError: if they are none of this type.
        """
        try:
            return self._decoder.decode(content)
        except msgspec.ValidationError:
            plain = msgspec.msgpack.decode(content, ext_hook=_undecoded)
            read: T = msgspec.convert(plain, self._kind, dec_hook=_from_text)
            return read


def _from_text(kind: type[Any], value: Any) -> Any:
    return kind(value)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """The value with each of its texts changed."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {_mapped(key, change): _mapped(item, change) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_mapped(item, change) for item in value]
    return value


def _as_bytes(text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


def _of_bytes(text: str) -> str:
    return text.encode("latin-1").decode("utf-8", "surrogatepass")


def _undecoded(code: int, content: memoryview) -> Any:
    if code != _UNDECODED:
        raise msgspec.DecodeError(f"a message has an extension of the unknown type {code}")
    return _mapped(msgspec.msgpack.decode(content), _of_bytes)


_ENCODER = msgspec.msgpack.Encoder(enc_hook=str)
