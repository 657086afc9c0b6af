"""Ids that a person cannot tell apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.records.lookalikes import look_alikes


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ann", "ann"),
        ("аnn", "ann"),  # a Cyrillic а
        ("ＡＮＮ", "ann"),
        ("АВС1", "ABC1"),  # Cyrillic capitals
        ("ΑΝΝ", "ANN"),  # Greek capitals
        ("νικ", "vik"),
        ("Νίκος", "νίκος"),
        ("a\u200bnn", "ann"),
        ("straße", "STRASSE"),
        ("ann lee", "ann  lee"),
    ],
)
def test_these_look_alike(one: str, two: str) -> None:
    assert look_alikes([one, two, "zz"]) == {one: (two,), two: (one,)}


@pytest.mark.parametrize(("one", "two"), [("ann", "anne"), ("s1", "s2"), ("李娜", "李那"), ("иван", "ivan")])
def test_these_do_not(one: str, two: str) -> None:
    assert look_alikes([one, two]) == {}


@given(st.text(min_size=1), st.text(min_size=1))
def test_who_looks_like_somebody_is_looked_like(one: str, two: str) -> None:
    found = look_alikes([one, two])
    assert (one in found) == (two in found) == bool(found)
