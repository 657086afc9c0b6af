"""Turns among all processes of this machine that grade one class: what has to run alone runs beside none of them."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)


class Turns:
    """Turns that are kept by locks on two files of a folder, which the system gives back when a process ends.

    Whoever runs beside others holds the room, which many may hold; whoever has to run alone holds the gate, so that
    nobody enters any more, and waits until the room is empty. Without such locks (Windows), nobody waits.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mine = threading.local()

    def enter(self) -> None:
        """Begin to run beside others, after those that have to run alone."""
        gate = self._locked("gate", alone=True)
        self._mine.room = self._locked("room", alone=False)
        _release(gate)

    def leave(self) -> None:
        """Run no longer beside others."""
        _release(self._mine.room)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Between `enter` and `leave`: wait until all others have left, and run alone."""
        self.leave()
        gate = self._locked("gate", alone=True)
        room = self._locked("room", alone=True)
        self._mine.alone = True
        try:
            yield
        finally:
            self._mine.alone = False
            _release(room)
            _release(gate)
            self.enter()

    @property
    def is_alone(self) -> bool:
        """Whether this thread runs alone."""
        return getattr(self._mine, "alone", False)

    def _locked(self, name: str, *, alone: bool) -> int:
        descriptor = os.open(self._folder / name, _OPEN, 0o600)
        if fcntl is not None:
            fcntl.flock(descriptor, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        return descriptor


def _release(descriptor: int) -> None:
    os.close(descriptor)
