"""Where something holds: a condition on an argument, a size or a place that tells cases or entries apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import comb
from typing import Any

import numpy as np

from grader.grading.diagnosis.causes import Condition
from grader.grading.diagnosis.samples import Floats, Sample, numeric

Mask = np.ndarray[Any, np.dtype[np.bool_]]

_TELLING = (0.0, 1.0, -1.0)
_MOST_PLACES = 8
_CHANCE = 64
"""How many ways of choosing as many entries there have to be, so that a condition does not fit by chance."""


def of_entries(samples: Sequence[Sample], masks: Sequence[Mask]) -> Condition | None:
    """The condition that holds exactly for the entries in the masks, one mask for each sample; None if there is none or
    one might fit by chance."""
    chosen = np.concatenate([mask.ravel() for mask in masks])
    if comb(chosen.size, int(chosen.sum())) < _CHANCE:
        return None
    return next(
        (
            condition
            for condition in _about_entries(samples)
            if all(
                (held := holds(condition, sample)) is not None and np.array_equal(held, mask)
                for sample, mask in zip(samples, masks, strict=True)
            )
        ),
        None,
    )


def holds(condition: Condition, sample: Sample) -> Mask | None:
    """For which entries of the expected result a condition holds; None where that cannot be said."""
    like = sample.want
    if condition.kind == "index":
        if not like.ndim or (condition.axis or 0) >= like.ndim:
            return None
        places = np.arange(like.shape[condition.axis or 0])
        mask = places == (condition.value if condition.value >= 0 else places.size + condition.value)
        shape = [1] * like.ndim
        shape[condition.axis or 0] = places.size
        return np.broadcast_to(mask.reshape(shape), like.shape)
    if not condition.argument:
        return _tested(condition, like)
    value = numeric(sample.arguments.get(condition.argument))
    if value is None or (value.ndim and value.shape != like.shape):
        return None
    return np.broadcast_to(_tested(condition, value), like.shape)


def _about_entries(samples: Sequence[Sample]) -> Iterator[Condition]:
    shapes = {sample.want.shape for sample in samples}
    ndims = {len(shape) for shape in shapes}
    if len(ndims) == 1 and min(ndims):
        for axis in range(min(*ndims, 2)) if len(ndims) > 1 else range(min(next(iter(ndims)), 2)):
            lengths = {shape[axis] for shape in shapes}
            places = range(min(lengths)) if len(lengths) == 1 and max(lengths) <= _MOST_PLACES else (0, -1)
            yield from (Condition("index", float(place), axis=axis) for place in places)
    yield from (Condition("below", 0.0), Condition("above", 0.0))
    for name, given in samples[0].arguments.items():
        value = numeric(given)
        if value is not None and (not value.ndim or value.shape == samples[0].want.shape):
            yield from _tests(name, each=bool(value.ndim))


def _tests(name: str, *, each: bool) -> Iterator[Condition]:
    yield Condition("below", 0.0, name, each=each)
    yield Condition("above", 0.0, name, each=each)
    yield from (Condition("equal", value, name, each=each) for value in _TELLING)


def _tested(condition: Condition, value: Floats) -> Mask:
    if condition.kind == "equal":
        return np.asarray(value == condition.value)
    return np.asarray(value > condition.value if condition.kind == "above" else value < condition.value)


def of_cases(cases: Sequence[Mapping[str, Any]], chosen: Sequence[bool]) -> Condition | None:
    """The one condition on an argument or a size that holds exactly for the chosen ones of these cases (given by their
    arguments); None if there is none, if several differ, or if one might fit by chance."""
    count, total = sum(chosen), len(chosen)
    if not 0 < count < total or total < 4:
        return None
    found: list[Condition] = []
    for condition in _about_cases(cases):
        if all(_holds_in(condition, case) is held for case, held in zip(cases, chosen, strict=True)):
            found.append(condition)
    sizes = [one for one in found if one.axis is not None and one.value == 1]
    if sizes:
        return sizes[0]
    equal = [one for one in found if one.kind == "equal"]
    if comb(total, count) < _CHANCE and not (count == 1 and len(equal) == 1):
        return None
    about = {(one.argument, one.axis) for one in found}
    return min(found, key=lambda one: one.kind != "equal") if len(about) == 1 else None


def _about_cases(cases: Sequence[Mapping[str, Any]]) -> Iterator[Condition]:
    for name in cases[0]:
        values = [numeric(case.get(name)) for case in cases]
        if any(value is None for value in values):
            continue
        ndims = {value.ndim for value in values if value is not None}
        if ndims == {0}:
            yield from _tests(name, each=False)
        else:
            yield from (Condition("equal", 1.0, name, axis) for axis in range(min(2, min(ndims))))
            yield from _tests(name, each=True)


def _holds_in(condition: Condition, case: Mapping[str, Any]) -> bool:
    value = numeric(case.get(condition.argument))
    if value is None:
        return False
    if condition.axis is not None:
        return condition.axis < value.ndim and value.shape[condition.axis] == condition.value
    return bool(_tested(condition, value).all()) if value.size else False


def wherever(condition: Condition | None, cases: Iterable[Mapping[str, Any]]) -> list[bool]:
    """For each of these cases, whether a condition on cases holds."""
    return [condition is not None and _holds_in(condition, case) for case in cases]
