"""How long the diagnosis of one submission may take: the one place where that is stated."""

from __future__ import annotations

import time

DIAGNOSIS_SECONDS = 2.5
"""The most time that is spent on running a submission's functions once more, to judge later functions by themselves and
to look for the smallest edits (`smallest_edit.EDIT_SECONDS` for one function), unless a caller asks for more for a
single function. What is the same for a whole class, such as recordings, is not counted."""


class Budget:
    """The time that is left for the diagnosis of one submission, from now on."""

    def __init__(self, seconds: float = DIAGNOSIS_SECONDS) -> None:
        self._left = seconds
        self._began = 0.0

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return self._left

    def __enter__(self) -> Budget:
        self._began = time.monotonic()
        return self

    def __exit__(self, *raised: object) -> None:
        self._left -= time.monotonic() - self._began
