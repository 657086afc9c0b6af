"""How much of a figure is reported; anything beyond is thinned out or left out."""

from __future__ import annotations

from typing import Any

from grader.worker.plotting_libraries import PlottingLibraries

MAX_NODES = 80_000
"""Numbers and lists for one figure, chosen so that an observation can hold two figures."""

MAX_VERTICES = 4000
"""For one line or outline."""


class DrawingBudget:
    """The remaining budget for one figure."""

    def __init__(self, libraries: PlottingLibraries) -> None:
        self._of = libraries
        self._left = MAX_NODES
        self._unread = False

    @property
    def is_spent(self) -> bool:
        """Whether nothing more may be reported."""
        return self._left <= 0

    def leave_out(self) -> None:
        """Record that something could not be read."""
        self._unread = True

    def numbers(self, values: Any) -> list[Any]:
        """An array as lists, thinned out if it exceeds the remaining budget."""
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
        """Whether this many more nodes may be reported; if so, they are deducted from the budget."""
        if nodes > self._left:
            self._left = min(self._left, 0)
            return False
        self._left -= nodes
        return True
