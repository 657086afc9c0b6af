"""Item statistics of classical test theory, from sums alone, so that no score of a class has to be kept.

*Difficulty* (the p-value of an item) is the mean score X of an item as a share of what it can give, so that a high one
means an easy item. *Discrimination* is the corrected point-biserial correlation, the correlation of an item with the
rest of the test:

    r(X, R) = cov(X, R) / sqrt(var(X) var(R)),   R = T - X,

where T is the learner's total. With T in place of R, an item would correlate with itself (S. Henrysson, "Correction of
item-total correlations in item analysis", Psychometrika 28, 1963, 211-218; L. Crocker and J. Algina, Introduction to
Classical and Modern Test Theory, 1986, chapter 14). As a rule of thumb, what is below 0.2 hardly tells those who know
from those who do not, and a negative one is worth a look at the item itself.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

_LEAST = 1e-9
"""A variance below this, relative to the square of the mean, is none: all scores are the same."""


@dataclass(slots=True)
class ItemStatistics:
    """Counts one item: for each learner the share of the item that they earned, and what they earned elsewhere.

    The sums are those of Welford's method, which loses no digits where scores are large and close together.
    """

    count: int = 0
    _item_mean: float = 0.0
    _rest_mean: float = 0.0
    _item_square: float = 0.0
    _rest_square: float = 0.0
    _product: float = 0.0

    def add(self, item: float, rest: float) -> None:
        """Count one learner."""
        self.count += 1
        from_item, from_rest = item - self._item_mean, rest - self._rest_mean
        self._item_mean += from_item / self.count
        self._rest_mean += from_rest / self.count
        self._item_square += from_item * (item - self._item_mean)
        self._rest_square += from_rest * (rest - self._rest_mean)
        self._product += from_item * (rest - self._rest_mean)

    @property
    def difficulty(self) -> float | None:
        """The mean share that is earned; None if nobody was counted."""
        return self._item_mean if self.count else None

    @property
    def discrimination(self) -> float | None:
        """The correlation of the item with the rest; None where one of them is the same for all."""
        least = self.count * _LEAST
        if (
            self.count < 2
            or self._item_square <= least * max(1.0, self._item_mean**2)
            or self._rest_square <= least * max(1.0, self._rest_mean**2)
        ):
            return None
        return max(-1.0, min(1.0, self._product / math.sqrt(self._item_square * self._rest_square)))
