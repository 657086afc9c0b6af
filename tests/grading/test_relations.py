"""Relations between a learner's numbers and the reference's: what was done to them is found, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.grading.diagnosis.causes import Condition, Quantity, Relation
from grader.grading.diagnosis.relations import Alternative, relation_of
from grader.grading.diagnosis.samples import Sample

SIZES = (3, 5, 4, 7, 6)
SEEDS = st.integers(0, 2**32 - 1)
Wrong = Callable[[np.ndarray, dict[str, Any]], Any]


def samples(seed: int, wrong: Wrong, *, shape: str = "vector", right: Sequence[int] = ()) -> list[Sample]:
    """Five cases of different sizes, whose results are made wrong, except in the cases that are to be right."""
    numbers = np.random.default_rng(seed)
    made = []
    for case, size in enumerate(SIZES):
        arguments = {
            "xs": numbers.normal(size=size),
            "lr": float(numbers.uniform(0.01, 0.3)),
            "w": float(numbers.normal()),
        }
        extents: tuple[int, ...] = {"number": (), "vector": (size,), "table": (size, size + 1), "square": (size, size)}[
            shape
        ]
        want = np.asarray(numbers.normal(size=extents))
        got = want if case in right else np.asarray(wrong(want, arguments), float)
        made.append(Sample(case, arguments, got, want, 1e-12 * np.abs(want), 2.0**-53))
    return made


def found(seed: int, wrong: Wrong, **more: Any) -> Relation:
    relation = relation_of(samples(seed, wrong, **more))
    assert relation is not None
    return relation


@pytest.mark.parametrize("constant", [2.0, 0.5, -1.0, -0.5, 1 / 3])
@pytest.mark.parametrize("shape", ["number", "vector"])
@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_a_constant_factor(constant: float, shape: str, seed: int) -> None:
    relation = found(seed, lambda want, _: constant * want, shape=shape)
    assert (relation.change, relation.constant, relation.by) == ("factor", pytest.approx(constant), ())


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_as_many_times_as_there_are_samples(seed: int) -> None:
    assert found(seed, lambda want, given: want * len(given["xs"]), shape="number").by == (Quantity("xs", 0),)
    third = found(seed, lambda want, given: want * len(given["xs"]) / 3, shape="number")
    assert (third.constant, third.by) == (pytest.approx(1 / 3), (Quantity("xs", 0),))
    fewer = found(seed, lambda want, given: want * len(given["xs"]) / (len(given["xs"]) - 1), shape="number")
    assert fewer.by == (Quantity("xs", 0), Quantity("xs", 0, -1.0, 1))


@settings(max_examples=10, deadline=None)
@given(SEEDS)
def test_an_argument_as_factor_and_as_offset(seed: int) -> None:
    assert found(seed, lambda want, given: want / given["lr"], shape="number").by == (Quantity("lr", None, -1.0),)
    assert found(seed, lambda want, given: want * given["xs"]).by == (Quantity("xs"),)
    less = found(seed, lambda want, given: want - given["w"], shape="number")
    assert (less.change, less.constant, less.by) == ("offset", -1.0, (Quantity("w"),))
    twice = found(seed, lambda want, given: want + 2 * given["lr"] * given["w"], shape="number")
    assert (twice.constant, {one.argument for one in twice.by}) == (2.0, {"lr", "w"})


ARRANGED: dict[str, tuple[str, Wrong]] = {
    "transposed": ("table", lambda want, _: want.T),
    "reversed": ("vector", lambda want, _: want[::-1]),
    "columns_reversed": ("table", lambda want, _: want[:, ::-1]),
    "flattened": ("table", lambda want, _: want.ravel()),
    "reshaped": ("vector", lambda want, _: want[:, None]),
    "diagonal": ("square", lambda want, _: np.diagonal(want)),
    "table": ("vector", lambda want, _: want[:, None] + np.where(np.eye(len(want)), 0, 1.7)),
    "first": ("vector", lambda want, _: want[0]),
    "last": ("table", lambda want, _: want[-1]),
    "last_alone": ("vector", lambda want, _: want[-1:]),
    "last_missing": ("vector", lambda want, _: want[:-1]),
    "first_missing": ("vector", lambda want, _: want[1:]),
    "last_extra": ("vector", lambda want, given: np.append(want, given["w"])),
    "first_extra": ("vector", lambda want, given: np.append(given["w"], want)),
    "last_column_missing": ("table", lambda want, _: want[:, :-1]),
    "early": ("vector", lambda want, given: np.append(want[1:], given["w"])),
    "late": ("vector", lambda want, given: np.append(given["w"], want[:-1])),
    "cumulated": ("vector", lambda want, _: np.cumsum(want)),
    "differences": ("vector", lambda want, _: np.diff(want)),
    "summed": ("vector", lambda want, _: want.sum()),
    "averaged": ("vector", lambda want, _: want.mean()),
    "unsummed": ("number", lambda want, given: given["xs"] + (want - given["xs"].sum()) / len(given["xs"])),
    "all_last": ("vector", lambda want, _: np.full(len(want), want[-1])),
    "all_alike": ("vector", lambda want, given: np.full(len(want), given["w"] + 3.3)),
}  # fmt: skip


@pytest.mark.parametrize("arrangement", ARRANGED)
@settings(max_examples=5, deadline=None)
@given(SEEDS)
def test_rearranged(arrangement: str, seed: int) -> None:
    shape, wrong = ARRANGED[arrangement]
    relation = found(seed, wrong, shape=shape)
    assert (relation.arrangement, relation.change) == (arrangement, "none")


@settings(max_examples=5, deadline=None)
@given(SEEDS)
def test_two_things_at_once(seed: int) -> None:
    relation = found(seed, lambda want, _: -want.T, shape="table")
    assert (relation.arrangement, relation.change, relation.constant) == ("transposed", "factor", -1.0)


@settings(max_examples=5, deadline=None)
@given(SEEDS)
def test_a_wrong_sign_in_some_places(seed: int) -> None:
    negative = found(seed, lambda want, _: np.abs(want))
    assert (negative.change, negative.where) == ("sign", Condition("below", 0.0))
    there = found(seed, lambda want, given: np.where(given["xs"] > 0, -want, want))
    assert there.where is not None
    assert there.where.argument == "xs"


@settings(max_examples=5, deadline=None)
@given(SEEDS)
def test_only_at_one_place(seed: int) -> None:
    def last_doubled(want: np.ndarray, _: Any) -> np.ndarray:
        return np.append(want[:-1], 2 * want[-1])

    relation = found(seed, last_doubled)
    assert (relation.change, relation.constant, relation.where) == ("factor", 2.0, Condition("index", -1.0, axis=0))


@settings(max_examples=5, deadline=None)
@given(SEEDS)
def test_rounded_and_inexact(seed: int) -> None:
    assert found(seed, lambda want, _: np.round(want, 2)).change == "rounded"
    close = found(seed, lambda want, _: want * (1 + 1e-4 * np.cos(1e3 * want)))
    assert (close.change, close.digits) in (("close", 4), ("close", 5))
    assert found(seed, lambda want, _: want.astype(np.float32)).change == "single"


@settings(max_examples=5, deadline=None)
@given(SEEDS)
def test_what_is_the_value_of_arguments(seed: int) -> None:
    same = found(seed, lambda _, given: given["w"], shape="number")
    assert (same.change, same.name, same.by) == ("arguments", "", (Quantity("w"),))
    added = found(seed, lambda _, given: given["xs"] + given["w"])
    assert (added.name, {one.argument for one in added.by}) == ("+", {"xs", "w"})


@settings(max_examples=5, deadline=None)
@given(SEEDS)
def test_what_another_function_gives(seed: int) -> None:
    mine = samples(seed, lambda want, given: want * 0 + given["w"] ** 3 - 1, shape="number")
    other = Alternative("cost", {sample.case: sample.got for sample in mine})
    relation = relation_of(mine, [other])
    assert relation is not None
    assert (relation.change, relation.name) == ("other_function", "cost")
    assert relation_of(mine, [Alternative("cost", {0: mine[0].got, 1: mine[1].got + 1})]) is None


def test_what_earlier_cases_left_behind() -> None:
    kept = 0.0
    made = []
    for one in samples(1, lambda want, _: want, shape="number"):
        kept += one.want.item()
        made.append(one.with_numbers(np.asarray(kept), one.want, one.allowed))
    relation = relation_of(made)
    assert relation is not None
    assert relation.change == "carried"


@pytest.mark.parametrize("shape", ["number", "vector", "table"])
@settings(max_examples=40, deadline=None)
@given(SEEDS, SEEDS)
def test_other_numbers_have_no_relation(shape: str, seed: int, other: int) -> None:
    noise = np.random.default_rng([other, 7])
    assert relation_of(samples(seed, lambda want, _: noise.normal(size=want.shape), shape=shape)) is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(-6, 6), st.integers(-6, 6)), min_size=3, max_size=5))
def test_a_few_small_numbers_have_none_by_chance(pairs: list[tuple[int, int]]) -> None:
    made = [
        Sample(
            case, {"n": case + 2, "k": 7 - case}, np.asarray(got, float), np.asarray(want, float), np.zeros(()), 2**-53
        )
        for case, (want, got) in enumerate(pairs)
    ]
    if all(one.is_right for one in made):
        return
    assert relation_of(made) is None


def test_a_right_case_is_against_it_unless_a_condition_tells_it_apart() -> None:
    assert relation_of(samples(3, lambda want, _: 2 * want, right=(2,))) is None
    made = samples(3, lambda want, _: 2 * want)
    alone = Sample(5, made[0].arguments | {"xs": np.ones(1)}, np.ones(1), np.ones(1), np.zeros(1), 2.0**-53)
    relation = relation_of([*made, alone])
    assert relation is not None
    assert relation.right == Condition("equal", 1.0, "xs", 0)
