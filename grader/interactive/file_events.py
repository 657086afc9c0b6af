"""Tells a session at once when an exercise file may have changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from watchfiles import watch

_STEP_MILLISECONDS = 5
_DEBOUNCE_MILLISECONDS = 30
_EVERY_SECONDS = 1.0
_POLLING_SECONDS = 0.3


class FileEvents:
    """Calls `look` in a thread of its own whenever something happens in a folder, and once a second.

    The events of the system only make it quick: on a drive that has none, and after a sleep of the machine, the look
    once a second finds what was saved. Use it as a context manager.

    Args:
        look: what is called; it must find out for itself what has changed.
        folders: the folders to follow, asked for again after each look.
    """

    def __init__(self, look: Callable[[], None], folders: Callable[[], Sequence[Path]]) -> None:
        self._look = look
        self._folders = folders
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="file events", daemon=True)

    def _follow(self) -> None:
        while not self._ended.is_set():
            folders = tuple(folder for folder in self._folders() if folder.is_dir())
            try:
                self._follow_in(folders)
            except (OSError, RuntimeError):  # a folder was deleted, or the system has no more watches
                self._poll()

    def _follow_in(self, folders: tuple[Path, ...]) -> None:
        if not folders:
            self._poll()
            return
        events = watch(
            *folders,
            watch_filter=None,
            debounce=_DEBOUNCE_MILLISECONDS,
            step=_STEP_MILLISECONDS,
            stop_event=self._ended,
            rust_timeout=int(1000 * _EVERY_SECONDS),
            yield_on_timeout=True,
            raise_interrupt=False,
            recursive=False,
        )
        self._look()  # what was saved before it began
        for _ in events:
            if self._ended.is_set():
                return
            self._look()
            if tuple(folder for folder in self._folders() if folder.is_dir()) != folders:
                return

    def _poll(self) -> None:
        until = time.monotonic() + _EVERY_SECONDS
        while time.monotonic() < until and not self._ended.wait(_POLLING_SECONDS):
            self._look()

    def __enter__(self) -> FileEvents:
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._ended.set()
        self._thread.join(2 * _EVERY_SECONDS)
