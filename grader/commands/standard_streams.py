"""Standard output and error as a command finds them: closed, full, a pipe without a reader, or without some letters."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TextIO

OUTPUT = "standard output"


def prepare() -> None:
    """Make the standard streams usable, whatever they are connected to.

    A closed stream's descriptor is taken, so that no other file gets it: writing to standard output is then refused
    as to any closed file, and what goes to standard error is dropped. A letter that a stream's encoding lacks is
    written as an escape.
    """
    if sys.stdin is None:
        sys.stdin = _opened(0, os.O_RDONLY, "r")
    if sys.stdout is None:
        sys.stdout = _opened(1, os.O_RDONLY, "w")
    if sys.stderr is None:
        sys.stderr = _opened(2, os.O_WRONLY, "w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def _opened(descriptor: int, how: int, mode: str) -> TextIO:
    null = os.open(os.devnull, how)
    if null != descriptor:
        os.dup2(null, descriptor)
        os.close(null)
    raw = io.FileIO(descriptor, mode, closefd=False)
    return io.TextIOWrapper(io.BufferedWriter(raw) if mode == "w" else io.BufferedReader(raw), encoding="utf-8")


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


def is_refused() -> bool:
    """Whether standard output still holds something that it cannot get rid of."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        return True
    return False


def give_up_output() -> None:
    """Drop what standard output still holds and whatever is written to it from now on."""
    with contextlib.suppress(OSError, ValueError):
        null = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(null, sys.stdout.fileno())
        finally:
            os.close(null)
