"""What a learner's code printed: captured, bounded, and told apart by case."""

from __future__ import annotations

from itertools import pairwise

from grader.wire.messages import CASE_MARK

_MOST_MARKS = 10_000
"""More cases than any check has. A learner's code may print marks of its own, which mislead nobody but its author."""


class Output:
    """Captured bytes, at most `limit` between two calls of `take`; the rest is counted and discarded.

    The child writes a mark behind what each case printed; marks are in no text.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept = bytearray()
        self._dropped = 0
        self._ends: list[int] = []
        self._parts: tuple[str, ...] = ()

    def feed(self, received: bytes) -> None:
        """Add bytes that were read."""
        if CASE_MARK not in received:
            self._add(received)
            return
        for number, piece in enumerate(received.split(CASE_MARK)):
            if number and len(self._ends) < _MOST_MARKS:
                self._ends.append(len(self._kept))
            self._add(piece)

    def take(self) -> str:
        """Return the text so far, and start again with an empty one."""
        text = self._kept.decode("utf-8", "replace")
        if self._dropped:
            text += f"\n[… {self._dropped} more bytes]"
        ends = [0, *self._ends, len(self._kept)]
        self._parts = tuple(self._kept[begin:end].decode("utf-8", "replace") for begin, end in pairwise(ends))
        self._kept.clear()
        self._ends.clear()
        self._dropped = 0
        return text

    def by_case(self, cases: int) -> tuple[str, ...]:
        """What each of so many cases printed, of the text that was taken last; empty where that cannot be told.

        The last of them may have been stopped before its mark.
        """
        parts = self._parts
        if len(parts) == cases + 1:
            return (*parts[: cases - 1], "".join(parts[cases - 1 :])) if cases else ()
        return parts if len(parts) == cases else ()

    def _add(self, received: bytes) -> None:
        room = self._limit - len(self._kept)
        self._kept += received[:room]
        self._dropped += max(0, len(received) - room)
