"""How much of a figure is told: what is beyond is thinned out or left out."""

from __future__ import annotations

from typing import Any

from grader.worker.plotting_libraries import PlottingLibraries

MAX_NODES = 80_000
"""Numbers and lists of one figure, so that an observation may hold two. What is beyond is thinned out or left out."""

MAX_VERTICES = 4000
"""Of one line or outline."""


class DrawingBudget:
    """What is left of one figure's size."""

    def __init__(self, libraries: PlottingLibraries) -> None:
        self._of = libraries
        self._left = MAX_NODES
        self._unread = False

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be told."""
        return self._left <= 0

    def leave_out(self) -> None:
        """Note that something could not be read."""
        self._unread = True

    def numbers(self, values: Any) -> list[Any]:
        """An array as lists, thinned out where it is beyond what is left."""
        np = self._of.np
        array = np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)
        each = 1 if array.ndim < 2 else 1 + array[0].size if len(array) else 1
        most = min(MAX_VERTICES, self._left // each)
        if len(array) > most:
            array = array[np.linspace(0, len(array) - 1, max(most, 0)).round().astype(int)]
        self._left -= each * len(array) + 1
        return array.tolist()  # type: ignore[no-any-return]

    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return self._left > 0 and not self._unread

    def affords(self, nodes: int) -> bool:
        """Whether so much more may be told; from then on it counts as told."""
        if nodes > self._left:
            self._left = min(self._left, 0)
            return False
        self._left -= nodes
        return True
