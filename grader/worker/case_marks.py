"""Marks behind what a case printed, by which the trusted side tells the output of one case from that of another.

A case that printed nothing has none: a child waits until its output has been read, and is not to wait for a mark.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import Any


class _Counting(io.FileIO):
    """A descriptor that knows how much was written through it."""

    written = 0

    def write(self, data: Any, /) -> int:
        count = super().write(data)
        self.written += count or 0  # None where the descriptor does not block and is full
        return count


class Marking:
    """Watches the standard streams of this process, from now on."""

    def __init__(self) -> None:
        self._streams = [_Counting(descriptor, "w", closefd=False) for descriptor in (1, 2)]
        self._before = 0
        for name, raw in zip(("stdout", "stderr"), self._streams, strict=True):
            stream = getattr(sys, name)
            encoding, errors = getattr(stream, "encoding", "utf-8"), getattr(stream, "errors", "replace")
            buffered = io.TextIOWrapper(
                io.BufferedWriter(raw), encoding=encoding, errors=errors, line_buffering=name == "stderr"
            )
            setattr(sys, name, buffered)

    def begin(self) -> None:
        """What was printed so far belongs to no case."""
        self._before = self._written()

    def end(self, number: int) -> None:
        """Mark the end of what the case of this number printed, if it printed anything; the streams are flushed."""
        if self._written() != self._before:
            with contextlib.suppress(OSError):  # a learner's code may have closed it
                os.write(2, b"\x1e%d\x1f" % number)
        self.begin()

    def _written(self) -> int:
        return sum(raw.written for raw in self._streams)
