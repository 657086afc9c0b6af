"""Tolerances carried over to a wrong version, short texts, plain values."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from grader.numerics.allowances import Tolerance, UnfitTolerance
from grader.numerics.comparison import compare
from grader.numerics.plain_objects import to_plain
from grader.numerics.short_texts import value_text
from grader.numerics.transfer import LEAST, transferred
from grader.wire.codec import encode

numbers = st.floats(1e-6, 1e6) | st.floats(-1e6, -1e-6)


def tolerance(*allowed: float) -> Tolerance:
    return Tolerance((np.array(allowed).tobytes(),))


@given(numbers, numbers)
def test_another_run_within_the_rounding_of_its_size_is_the_same(right: float, wrong: float) -> None:
    allowed = 1e-7 * abs(right)
    carried = transferred(right, tolerance(allowed), wrong)
    assert compare(wrong, wrong * (1 + LEAST / 2), carried) == ()
    assert compare(wrong, wrong + max(2 * allowed, 0.002 * abs(wrong)), carried)


def test_it_grows_with_the_size_of_the_numbers() -> None:
    carried = transferred(1.0, tolerance(1e-4), 50.0)
    assert compare(50.0, 50.0 + 4e-3, carried) == ()
    assert compare(50.0, 50.0 + 6e-3, carried)


def test_it_never_covers_a_thousandth_beyond_the_references_own() -> None:
    carried = transferred(1e-9, tolerance(1e-6), 3.0)
    assert compare(3.0, 3.01, carried)


def test_other_structures_and_exact_numbers() -> None:
    carried = transferred(1.0, tolerance(1e-3), encode([1.0, 2.0]))
    assert compare(encode([1.0, 2.0]), encode([1.0, 2.00001]), carried) == ()
    assert compare(encode([1, 2]), encode([1, 3]), transferred(1.0, tolerance(1e-3), encode([1, 2])))


def test_a_tolerance_of_another_observation_is_refused() -> None:
    with pytest.raises(UnfitTolerance):
        transferred(encode([1.0, 2.0, 3.0]), tolerance(1e-3), 1.0)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        (0.1 + 0.2, "0.3"),
        (True, "True"),
        ([1.0, 2.5], "[1, 2.5]"),
        ((1,), "(1)"),
        ({"w": 2.0}, "{'w': 2}"),
        (torch.tensor(1.5), "1.5"),
        (torch.zeros(2, 2), "shape (2, 2): [0, 0, 0, 0]"),
        (list(range(20)), "[0, 1, 2, 3, 4, 5, …]"),
        (1 + 2j, "1+2j"),
    ],
)
def test_short_texts(value: Any, text: str) -> None:
    assert value_text(encode(value)) == text


def test_a_short_text_is_short() -> None:
    assert len(value_text(encode("x" * 10_000))) <= 80
    assert len(value_text(encode({"k" * 100: list(range(100))}))) <= 80


def test_plain_values() -> None:
    plain = to_plain(encode({"a": [1, (2.0, None)], "b": torch.tensor([1.0, 2.0]), "c": np.float32(0.5), "d": {1, 2}}))
    assert plain["a"] == [1, (2.0, None)]
    assert plain["b"].tolist() == [1.0, 2.0]
    assert (plain["c"], plain["d"]) == (0.5, {1, 2})
    assert to_plain(encode(2**80)) == 2**80
