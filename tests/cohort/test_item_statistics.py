"""Item statistics by sums equal those of all scores at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.cohort.item_statistics import ItemStatistics


def counted(pairs: list[tuple[float, float]]) -> ItemStatistics:
    statistics = ItemStatistics()
    for item, rest in pairs:
        statistics.add(item, rest)
    return statistics


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.5, 1.0]), st.integers(0, 40)), min_size=2, max_size=60))
def test_both_numbers_are_those_of_the_whole_class(pairs: list[tuple[float, float]]) -> None:
    items, rests = np.array(pairs, float).T
    found = counted(pairs)
    assert found.difficulty == pytest.approx(items.mean())
    if items.std() and rests.std():
        assert found.discrimination == pytest.approx(np.corrcoef(items, rests)[0, 1], abs=1e-9)
    else:
        assert found.discrimination is None


def test_the_item_itself_is_not_in_the_rest() -> None:
    """Of two items that have nothing to do with each other, neither discriminates; in the total, each would."""
    pairs = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)]
    assert counted(pairs).discrimination == pytest.approx(0.0)
    assert counted([(item, item + rest) for item, rest in pairs]).discrimination == pytest.approx(0.7071, abs=1e-3)


def test_nobody_has_no_statistics() -> None:
    assert (ItemStatistics().difficulty, ItemStatistics().discrimination) == (None, None)
