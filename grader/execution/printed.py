"""What a learner's code printed: captured, bounded, and told apart by case."""

from __future__ import annotations

import re

_MARK = re.compile(rb"\x1e(\d{1,6})\x1f")
_BEGUN = re.compile(rb"\x1e\d{0,6}\Z")
_MOST_MARKS = 10_000
"""More cases than any check has. A learner's code may print marks of its own, which mislead nobody but its author."""


class Output:
    """Captured bytes, at most `limit` between two calls of `take`; the rest is counted and discarded.

    Behind what a case printed, the child writes a mark with the case's number (`grader.worker.case_marks`); marks are
    in no text.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept = bytearray()
        self._dropped = 0
        self._begun = b""
        self._ends: list[tuple[int, int]] = []
        self._parts: dict[int, str] = {}
        self._rest = ""

    def feed(self, received: bytes) -> None:
        """Add bytes that were read."""
        received = self._begun + received
        begun = _BEGUN.search(received, max(0, len(received) - 8))
        self._begun = begun[0] if begun else b""
        text, *marked = _MARK.split(received[: len(received) - len(self._begun)])
        self._add(text)
        for number, text in zip(marked[::2], marked[1::2], strict=True):
            if len(self._ends) < _MOST_MARKS:
                self._ends.append((len(self._kept), int(number)))
            self._add(text)

    def take(self) -> str:
        """Return the text so far, and start again with an empty one."""
        self._add(self._begun)
        text = self._kept.decode("utf-8", "replace")
        if self._dropped:
            text += f"\n[… {self._dropped} more bytes]"
        self._parts, begin = {}, 0
        for end, number in self._ends:
            self._parts[number] = self._parts.get(number, "") + self._kept[begin:end].decode("utf-8", "replace")
            begin = end
        self._rest = self._kept[begin:].decode("utf-8", "replace")
        self._kept.clear()
        self._ends.clear()
        self._dropped, self._begun = 0, b""
        return text

    def by_case(self, cases: int, *, stopped: bool = False) -> tuple[str, ...]:
        """What each of so many cases printed, of the text that was taken last; empty where none is known to have
        printed. If the last one was `stopped`, it has what no mark follows."""
        texts = [self._parts.get(number, "") for number in range(cases)]
        if stopped and texts:
            texts[-1] += self._rest
        return tuple(texts) if any(texts) else ()

    def _add(self, received: bytes) -> None:
        room = self._limit - len(self._kept)
        self._kept += received[:room]
        self._dropped += max(0, len(received) - room)
