"""How much of what a submission gives is kept in memory."""

from __future__ import annotations

from grader.execution.session import SessionEnd

_SMALL_ANSWER = 1 << 16


class Room:
    """The remaining space for the answers of one submission, which stay in memory until it is graded."""

    def __init__(self, size: int) -> None:
        self.left = size

    def take(self, size: int) -> None:
        """Count an answer. Small answers always fit, so that large ones never cost another check its answer.

        Raises:
            SessionEnd: if it does not fit.
        """
        if size > _SMALL_ANSWER:
            self.left -= size
            if self.left < 0:
                raise SessionEnd("memory", "its answers are too large")
