"""Judging random draws: right ones pass but for the stated rate, wrong ones fail where so many draws show it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.authoring import (
    AuthoringError,
    Distribution,
    all_of,
    bernoulli,
    categorical,
    distributed_as,
    equals_reference,
    least_gap,
    normal,
    poisson,
    uniform,
)


@dataclass
class Seen:
    """Draws beside the reference's."""

    drawn: list[float]
    own: list[float]
    arguments: dict[str, Any] = field(default_factory=dict)

    def numbers(self) -> list[float]:
        return self.drawn

    def expected_numbers(self) -> list[float]:
        return self.own


def judged(drawn, law=None, own=None, error=1e-6, **arguments):
    found = [float(number) for number in drawn]
    return distributed_as(law, error=error).judge(Seen(found, found if own is None else list(own), arguments))


LAWS = [
    (normal(1.5, 0.4), lambda rng, n: rng.normal(1.5, 0.4, n)),
    (uniform(-1.0, 3.0), lambda rng, n: rng.uniform(-1.0, 3.0, n)),
    (poisson(3.7), lambda rng, n: rng.poisson(3.7, n)),
    (poisson(0.02), lambda rng, n: rng.poisson(0.02, n)),
    (bernoulli(0.3), lambda rng, n: rng.random(n) < 0.3),
    (categorical([0.5, 0.3, 0.199, 0.001]), lambda rng, n: rng.choice(4, n, p=[0.5, 0.3, 0.199, 0.001])),
]


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), n=st.integers(1, 800), which=st.sampled_from(LAWS))
def test_right_draws_pass_however_many_there_are(seed, n, which):
    law, draw = which
    rng = np.random.default_rng(seed)
    assert judged(draw(rng, n), law).holds
    assert judged(draw(rng, n), own=draw(rng, n)).holds


@pytest.mark.parametrize(("law", "draw"), LAWS)
def test_the_stated_rate_bounds_false_rejections(law, draw):
    rng = np.random.default_rng(7)
    rejected = sum(not judged(draw(rng, 60), law, error=0.2).holds for _ in range(400))
    # A rate of 0.2 lets 80 of 400 fail; more than 130 would be 6 standard deviations above.
    assert rejected <= 130
    assert sum(not judged(draw(rng, 60), own=draw(rng, 60), error=0.2).holds for _ in range(400)) <= 130


def shifted(law: Distribution, by: float):
    """Draws of a distribution function that lies off by this much somewhere: this share of them at one far place."""

    def draw(rng, n):
        found = rng.uniform(0.0, 1.0, n)
        found[rng.random(n) < by] = 1.0
        return found

    return draw


@pytest.mark.parametrize("own", [False, True])
@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), n=st.integers(600, 3000))
def test_what_lies_further_off_than_the_least_gap_is_found(own, seed, n):
    rng = np.random.default_rng(seed)
    gap = least_gap(n, own_draws=own)
    wrong = shifted(uniform(0, 1), min(1.0, gap * 1.02))(rng, n)
    law, right = (None, rng.uniform(0, 1, n)) if own else (uniform(0, 1), None)
    assert not judged(wrong, law, right).holds


def test_the_bounds_are_those_of_the_inequalities():
    # 2 exp(-2 n r**2) = error, with n = 50 and the furthest place in the middle.
    r = math.sqrt(math.log(2 / 1e-3) / 100)
    share = 0.5 + r
    for off, holds in ((-0.02, True), (0.02, False)):
        below = round(50 * (share + off))
        draws = [*np.linspace(0.001, 0.4999, below), *np.linspace(0.99, 0.999, 50 - below)]
        assert judged(draws, uniform(0, 1), error=1e-3).holds is holds


def test_a_rare_category_is_held_to_a_narrow_bound():
    law = categorical([0.999, 0.001])
    assert judged([0] * 995 + [1] * 5, law).holds
    assert not judged([0] * 970 + [1] * 30, law).holds


def test_an_impossible_number_is_never_chance():
    assert not judged([0, 1] * 500 + [2], bernoulli(0.5)).holds
    assert not judged([0.5] + [0, 1] * 500, bernoulli(0.5)).holds


@pytest.mark.parametrize("constant", [0.0, 1.0, 0.5, -3.0])
@pytest.mark.parametrize("law", [law for law, _ in LAWS if law != poisson(0.02)])
def test_constant_copies_are_no_draws(constant, law):
    assert not judged([constant] * 1000, law).holds


def test_parameters_come_from_the_case():
    draws = np.random.default_rng(1).normal(4.0, 2.0, 2000)
    assert judged(draws, normal("mu", "sigma"), mu=4.0, sigma=np.float64(2.0)).holds
    assert not judged(draws, normal("mu", "sigma"), mu=4.0, sigma=3.0).holds
    assert judged([0, 1, 1, 2] * 50, categorical("p"), p=np.array([0.25, 0.5, 0.25])).holds
    assert judged([0, 1, 1, 1] * 50, bernoulli("p"), p=0.75).holds
    with pytest.raises(AuthoringError, match=r"'mu' is not an argument of the case.*sigma"):
        judged(draws, normal("mu", 1.0), sigma=2.0)


@pytest.mark.parametrize("draws", [[0.5] * 9, [], [0.5] * 9 + [math.nan], [0.5] * 9 + [math.inf]])
def test_what_is_no_sample_is_rejected_and_told(draws):
    verdict = judged(draws, uniform(0, 1), own=[0.5] * 10)
    assert verdict.unmet is not None
    assert set(verdict.unmet.in_languages(["en", "zh"])) == {"en", "zh"}


def test_the_sentence_names_the_place():
    verdict = judged([1] * 700 + [0] * 300, bernoulli(0.5))
    assert str(verdict.unmet).startswith("Of your 1000 draws, 70.0% are 1; in the long run 50.0% are.")
    verdict = judged([0.25] * 1000, own=np.linspace(0, 1, 1000))
    assert "100.0% are at most 0.25; of right ones 25.0% are" in str(verdict.unmet)


def test_a_wrong_version_is_separated_where_it_is_sure_to_be_rejected():
    rng, expectation = np.random.default_rng(2), distributed_as(normal(0, 1))
    for n, std, separated in ((400, 2.0, False), (4000, 2.0, True), (20000, 1.05, False)):
        draws = rng.normal(0, std, n).tolist()
        assert (expectation.separation(Seen(draws, draws)) >= 10) is separated
    assert expectation.separation(Seen([], [1.0])) == math.inf


def test_draws_of_one_version_agree_and_those_of_two_do_not():
    rng, expectation = np.random.default_rng(3), distributed_as(normal(0, 1))
    wide, again, narrow = (rng.normal(0, std, 2000).tolist() for std in (2.0, 2.0, 1.0))
    assert expectation.agrees(Seen(again, wide))
    assert not expectation.agrees(Seen(narrow, wide))


def test_it_goes_with_other_expectations():
    assert all_of(distributed_as(), equals_reference()).stochastic


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: distributed_as(3), "takes a law"),
        (lambda: distributed_as(error=0), "error=0"),
        (lambda: normal(0, 0), "`std` is 0"),
        (lambda: uniform(1, 1), "`high` is 1"),
        (lambda: poisson(-1.0), "`rate` is -1.0"),
        (lambda: bernoulli(1.5), "probabilities"),
        (lambda: categorical([0.5, 0.6]), "probabilities"),
    ],
)
def test_a_slip_is_refused(make, words):
    with pytest.raises(AuthoringError, match=words):
        make()
