"""Seeds and variants follow from the course's key."""

from __future__ import annotations

import unicodedata
from collections import Counter

import pytest

from grader.course.seeds import seed_of, variant_of
from grader.course.settings import CourseSettings

COURSE = CourseSettings(title="A", key="a key", variants=4)


def test_seeds_differ_by_variant_and_key_and_fit_a_double():
    seeds = {
        seed_of(course, variant)
        for course in (COURSE, CourseSettings("A", "other", variants=4))
        for variant in range(4)
    }
    assert len(seeds) == 8
    assert all(0 <= seed < 2**48 for seed in seeds)


def test_a_seed_is_the_same_on_every_machine():
    assert seed_of(COURSE, 0) == 29615463633716
    assert variant_of(COURSE, "ada") == 1


def test_the_title_changes_no_seed():
    assert seed_of(COURSE, 1) == seed_of(CourseSettings("B", "a key", variants=2), 1)


@pytest.mark.parametrize("variant", [-1, 4])
def test_there_is_no_other_variant(variant):
    with pytest.raises(ValueError, match=r"not in 0 \.\. 3"):
        seed_of(COURSE, variant)


def test_learners_are_spread_over_the_variants():
    shares = Counter(variant_of(COURSE, f"learner {number}") for number in range(400))
    assert set(shares) == {0, 1, 2, 3}
    assert min(shares.values()) > 60


def test_one_variant_is_everyones():
    assert variant_of(CourseSettings("A", "k"), "ada") == 0


def test_every_spelling_of_an_id_gets_the_same_variant():
    many = CourseSettings("A", "k", variants=1000)
    for name in ("José", "张伟", "Åsa"):
        assert variant_of(many, name) == variant_of(many, unicodedata.normalize("NFD", f" {name} "))
    assert variant_of(many, "bad \udce9 bytes") < 1000
