"""Tells every open page that there is something new, from whatever thread it became known in."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
from collections.abc import AsyncIterator, Callable, Mapping
from threading import Lock

_RETRY_MILLISECONDS = 1000
"""After how long a browser connects again when the connection was lost, as when the machine slept."""
_SILENCE_SECONDS = 15.0
"""After how long without news a line is sent, so that a lost connection is noticed."""


class Updates:
    """What open pages wait for. `tell` may be called by any thread."""

    def __init__(self) -> None:
        self._waiting: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}
        self._lock = Lock()
        self._closed = False

    def tell(self) -> None:
        """Wake every open page: there is something new."""
        with self._lock:
            for event, loop in self._waiting.items():
                with contextlib.suppress(RuntimeError):  # the loop has ended, and its page with it
                    loop.call_soon_threadsafe(event.set)

    def close(self) -> None:
        """End all streams: the server stops."""
        self._closed = True
        self.tell()

    async def stream(self, *sources: Callable[[], Mapping[str, str]]) -> AsyncIterator[str]:
        """Server-sent events: all parts of the page at first, then after each change those that are new.

        What changed while one was being sent is sent with the next event, in its newest form.

        Args:
            sources: give parts of the page as they are now; called one after another in another thread. What one
                gives is sent before the next is called.
        """
        changed = asyncio.Event()
        with self._lock:
            self._waiting[changed] = asyncio.get_running_loop()
        sent: dict[str, str] = {}
        try:
            yield f"retry: {_RETRY_MILLISECONDS}\n\n"
            while not self._closed:
                changed.clear()
                for source in sources:
                    now = await asyncio.to_thread(source)
                    if new := {name: part for name, part in now.items() if sent.get(name) != part}:
                        yield event(new)
                    sent |= now
                try:
                    await asyncio.wait_for(changed.wait(), _SILENCE_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            with self._lock:
                self._waiting.pop(changed, None)


def event(parts: Mapping[str, str]) -> str:
    """The parts, each with its digest, as one server-sent event; JSON has no line ends, which would end it."""
    return f"data: {json.dumps({name: (digest_of(part), part) for name, part in parts.items()})}\n\n"


def digest_of(part: str) -> str:
    """What tells a part of a page from another text of it, so that what is shown already is left alone."""
    return hashlib.blake2b(part.encode("utf-8", "replace"), digest_size=9).hexdigest()
