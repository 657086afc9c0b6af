"""Standard output and error as a command finds them: closed, full, a pipe without a reader, or without some letters."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import Any, TextIO

OUTPUT = "standard output"


def prepare() -> None:
    """Make the standard streams usable, whatever they are connected to.

    A closed stream's descriptor is taken, so that no other file gets it: writing to standard output is then refused
    as to any closed file, and what goes to standard error is dropped. A letter that a stream's encoding lacks is
    written as an escape.
    """
    if sys.stdin is None:
        _taken(0, os.O_RDONLY)
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    if sys.stdout is None:
        _taken(1, os.O_RDONLY)
        sys.stdout = _named("utf-8", "strict")
    elif sys.stdout is sys.__stdout__ and sys.stdout is not None and not sys.stdout.isatty():
        sys.stdout.flush()
        sys.stdout = _named(sys.stdout.encoding, sys.stdout.errors or "strict")
    if sys.stderr is None:
        _taken(2, os.O_WRONLY)
        sys.stderr = io.TextIOWrapper(io.BufferedWriter(io.FileIO(2, "w", closefd=False)), encoding="utf-8")
    for stream in (sys.stdout, sys.stderr):
        # In the locale "C", Python's standard output lets unreadable bytes through, and refuses other letters as well.
        if isinstance(stream, io.TextIOWrapper) and stream.errors in ("strict", "surrogateescape"):
            stream.reconfigure(errors="backslashreplace")


class _Output(io.FileIO):
    """The file behind standard output, whose errors name it."""

    def write(self, content: Any, /) -> int:
        try:
            return super().write(content)
        except OSError as error:
            error.filename = OUTPUT
            raise


def _named(encoding: str, errors: str) -> TextIO:
    return io.TextIOWrapper(io.BufferedWriter(_Output(1, "w", closefd=False)), encoding=encoding, errors=errors)


def _taken(descriptor: int, how: int) -> None:
    """Open the null device under this descriptor, so that no other file gets it."""
    null = os.open(os.devnull, how)
    if null != descriptor:
        os.dup2(null, descriptor)
        os.close(null)


def write_utf8(text: str) -> None:
    """Write a document to standard output, in UTF-8 whatever the terminal's encoding: formats such as JSON ask for it.

    Raises:
        OSError: if it cannot be written.
    """
    encoded = text.encode("utf-8", "replace")
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(encoded.decode())
    else:
        sys.stdout.flush()
        binary.write(encoded)
    sys.stdout.flush()


def give_up_output() -> None:
    """Drop what standard output still holds and whatever is written to it from now on."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(null, sys.stdout.fileno())
        finally:
            os.close(null)
