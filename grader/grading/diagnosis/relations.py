"""Relations: how a learner's numbers follow from the reference's, where no mistake is named.

A relation counts only if it holds within the recorded tolerances in every case with a wrong result, if right results
are not against it, and if the numbers that it explains are too many to do so by chance.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from msgspec.structs import replace

from grader.grading.diagnosis import changes
from grader.grading.diagnosis.arrangements import ARRANGEMENTS, rearranged
from grader.grading.diagnosis.causes import Arrangement, Condition, Quantity, Relation
from grader.grading.diagnosis.changes import Finder, Fit
from grader.grading.diagnosis.conditions import holds, of_cases, of_entries
from grader.grading.diagnosis.samples import Blocks, Floats, Sample, numeric

_ENOUGH, _OF_TWO, _OF_ONE = 20.0, 32.0, 48.0
"""Bits of evidence that a relation needs, over three or more wrong cases, over two, and over one."""
_GENERIC, _ROUND = 12.0, 3.0
"""The most bits that one number may give: one with many digits, and one such as 2.5 or 3, which many formulas give."""
_WEAK: dict[Arrangement, float] = {"reordered": 18.0, "all_alike": 0.0, "sorted": 8.0}
_OF_HISTORIES: tuple[Arrangement, ...] = ("last_missing", "first_missing", "last_extra", "first_extra")
_Stage = tuple[Arrangement, tuple[Finder, ...]]
_DIGITS_RIGHT = 2e-3
_MOST_BLOCKS = 8

IN_PLACE: tuple[Finder, ...] = (
    changes.opposite,
    changes.simple_factor,
    changes.factor_of_size,
    changes.arguments,
    changes.sign,
    changes.function,
    changes.rounded,
    changes.offset,
    changes.factor_of_quantity,
    changes.any_factor,
)
REARRANGED: tuple[Finder, ...] = (changes.simple_factor, changes.factor_of_size)


@dataclass(frozen=True)
class Alternative:
    """What another function of the exercise gives, by the numbers of the cases with the same arguments."""

    function: str
    values: Mapping[int, Floats]


def relations_of(blocks: Blocks, others: Sequence[Alternative] = ()) -> tuple[Relation, ...]:
    """The relations of the wrong blocks of a check's observations; none unless each of them has one."""
    wrong = {path: samples for path, samples in blocks.items() if not all(one.is_right for one in samples)}
    found: list[Relation] = []
    explained = True
    for path, samples in list(wrong.items())[:_MOST_BLOCKS]:
        # What a history lacks or has too many of is a cause of its own, whatever else is wrong.
        stages = _stages() if explained else _stages_of_histories()
        relation = relation_of(samples, others if not path else (), stages)
        explained = explained and relation is not None
        if relation is not None:
            found.append(replace(relation, path=path))
    return tuple(one for one in found if explained or one.arrangement in _OF_HISTORIES)


def relation_of(
    samples: Sequence[Sample], others: Sequence[Alternative] = (), stages: Iterable[_Stage] | None = None
) -> Relation | None:
    """The simplest relation that explains all wrong samples of one block; None if there is none."""
    with np.errstate(all="ignore"):
        return _relation(samples, others, _stages() if stages is None else stages)


def _relation(samples: Sequence[Sample], others: Sequence[Alternative], stages: Iterable[_Stage]) -> Relation | None:
    wrong = [sample for sample in samples if not sample.is_right]
    right = [sample for sample in samples if sample.is_right]
    for arrangement, finders in stages:
        kept = _all_rearranged(arrangement, wrong)
        if kept is None:
            continue
        for fit in _fits(kept, finders):
            relation = _judged(fit, arrangement, kept, wrong, right)
            if relation is not None:
                return relation
        if arrangement == "same":
            special = _of_some_entries(wrong, right) or _beyond_one_case(samples, wrong, right, others)
            if special is not None:
                return special
    return _inexact(wrong) or _product_length(wrong)


def _all_rearranged(arrangement: Arrangement, samples: Sequence[Sample]) -> list[Sample] | None:
    kept: list[Sample] = []
    for sample in samples:
        made = rearranged(arrangement, sample)
        if made is None:
            return None
        kept.append(made)
    return kept


def _stages_of_histories() -> Iterator[_Stage]:
    yield from ((arrangement, (changes.unchanged,)) for arrangement in _OF_HISTORIES)


def _stages() -> Iterator[_Stage]:
    yield "same", IN_PLACE
    for finders in ((changes.unchanged,), REARRANGED):
        yield from ((arrangement, finders) for arrangement in ARRANGEMENTS if arrangement != "same")


def _fits(samples: Sequence[Sample], finders: Sequence[Finder]) -> Iterator[Fit]:
    for finder in finders:
        yield from finder(samples)


def _judged(
    fit: Fit, arrangement: Arrangement, turned: Sequence[Sample], wrong: Sequence[Sample], right: Sequence[Sample]
) -> Relation | None:
    """The relation, if it holds for all wrong samples, right ones are not against it, and there is enough evidence."""
    if not all(fit.holds(sample) for sample in turned):
        return None
    price = fit.price + _WEAK.get(arrangement, 0.0)
    if not _is_believable(fit, turned, price, rearranged_by=arrangement):
        return None
    against = [sample for sample in right if not _allows(fit, arrangement, sample)]
    condition = None
    if against:
        cases = [sample.arguments for sample in (*wrong, *against)]
        condition = of_cases(cases, [False] * len(wrong) + [True] * len(against))
        if condition is None:
            return None
    return replace(fit.relation, arrangement=arrangement, right=condition, cases=len(wrong))


def _allows(fit: Fit, arrangement: Arrangement, sample: Sample) -> bool:
    turned = rearranged(arrangement, sample)
    # Where a rearrangement has no meaning, as for a table of one row, a right result is no evidence against it.
    return turned is None or fit.holds(turned)


def _is_believable(fit: Fit, samples: Sequence[Sample], price: float, *, rearranged_by: Arrangement = "same") -> bool:
    enough = _ENOUGH if len(samples) > 2 else _OF_TWO if len(samples) == 2 else _OF_ONE
    return _bits(fit, samples, in_place=rearranged_by == "same") >= enough + price


def _bits(fit: Fit, samples: Sequence[Sample], *, in_place: bool) -> float:
    """How many bits of evidence the numbers that a relation explains are, each pair of numbers once."""
    seen: dict[tuple[float, float], float] = {}
    for sample in samples:
        given = fit.gives(sample)
        if given is None or not sample.got.size:
            continue
        allowed = np.maximum(sample.tolerance(*given), 1e-300).ravel()
        got, want = sample.got.ravel(), sample.want.ravel()
        apart = np.abs(got - want) if in_place else np.full(got.shape, max(np.ptp(got), abs(got).max(), 1e-300))
        round_ = _are_round(got) & _are_round(want)
        with np.errstate(all="ignore"):
            worth = np.minimum(np.log2(np.maximum(apart / allowed, 1.0)), np.where(round_, _ROUND, _GENERIC))
        for ours, theirs, bits in zip(want[:64].tolist(), got[:64].tolist(), worth[:64].tolist(), strict=True):
            seen[float(f"{ours:.9g}"), float(f"{theirs:.9g}")] = bits
    return sum(seen.values())


def _are_round(numbers: Floats) -> np.ndarray[Any, np.dtype[np.bool_]]:
    with np.errstate(all="ignore"):
        return np.asarray((np.abs(numbers) <= 1000) & (numbers * 8 % 1 == 0))


def _of_some_entries(wrong: Sequence[Sample], right: Sequence[Sample]) -> Relation | None:
    """A relation of the wrong entries alone, where they are those at one place, or where a condition holds."""
    if any(sample.got.shape != sample.want.shape or not sample.want.ndim for sample in wrong):
        return None
    if all(sample.wrong.all() for sample in wrong):
        return None
    masks = [sample.wrong for sample in wrong]
    where = of_entries(wrong, masks)
    but = None if where is not None else of_entries(wrong, [~mask for mask in masks])
    condition = where or but
    if condition is None:
        return None
    parts = [_part(sample, sample.wrong) for sample in wrong]
    for fit in _fits(parts, IN_PLACE):
        if not all(fit.holds(part) for part in parts) or not _is_believable(fit, parts, fit.price + 4):
            continue
        if all(_allows_part(fit, sample, condition, wanted=where is not None) for sample in right):
            return replace(fit.relation, where=where or fit.relation.where, right=but, cases=len(wrong))
    return None


def _part(sample: Sample, mask: np.ndarray[Any, np.dtype[np.bool_]]) -> Sample:
    return sample.with_numbers(sample.got[mask], sample.want[mask], sample.allowed[mask])


def _allows_part(fit: Fit, sample: Sample, condition: Condition, *, wanted: bool) -> bool:
    mask = holds(condition, sample)
    if mask is None:
        return False
    mask = mask if wanted else ~mask
    return not mask.any() or fit.holds(_part(sample, mask))


def _beyond_one_case(
    samples: Sequence[Sample], wrong: Sequence[Sample], right: Sequence[Sample], others: Sequence[Alternative]
) -> Relation | None:
    """What another function gives, or what earlier cases left behind."""
    for other in others:
        fit = Fit(Relation(change="other_function", name=other.function), _table(other.values), 8.0)
        with_partner = [sample for sample in wrong if sample.case in other.values]
        if len(with_partner) < min(3, len(wrong)) or not all(fit.holds(sample) for sample in with_partner):
            continue
        partners = [sample for sample in right if sample.case in other.values]
        if all(fit.holds(sample) for sample in partners) and _is_believable(fit, with_partner, fit.price):
            return replace(fit.relation, cases=len(with_partner))
    carried = {
        after.case: (before.got + after.want, after.allowed + before.allowed)
        for before, after in pairwise(samples)
        if before.got.shape == after.want.shape
    }
    fit = Fit(Relation(change="carried"), lambda sample: carried.get(sample.case), 4.0)
    if samples[0].is_right and len(samples) > 3 and all(fit.holds(sample) for sample in samples[1:]):
        return replace(fit.relation, cases=len(wrong)) if _is_believable(fit, wrong, fit.price) else None
    return None


def _table(values: Mapping[int, Floats]) -> Callable[[Sample], tuple[Floats, Floats] | None]:
    def gives(sample: Sample) -> tuple[Floats, Floats] | None:
        value = values.get(sample.case)
        return None if value is None else (value, 1e-12 * np.abs(value))

    return gives


def _inexact(wrong: Sequence[Sample]) -> Relation | None:
    """Whether the numbers are right to some digits, in every wrong case."""
    if any(sample.got.shape != sample.want.shape or sample.exact for sample in wrong):
        return None
    if len(wrong) < 3 and sum(int(sample.wrong.sum()) for sample in wrong) < 8:
        return None
    largest = 0.0
    for sample in wrong:
        apart, size = np.abs(sample.got - sample.want), np.abs(sample.want)
        if (apart > _DIGITS_RIGHT * size).any():
            return None
        largest = max(largest, float((apart[size > 0] / size[size > 0]).max(initial=0.0)))
    if not largest:
        return None
    if largest < 1e-5 and all(_is_single(sample) for sample in wrong):
        return Relation(change="single", digits=7, cases=len(wrong))
    return Relation(change="close", digits=math.floor(-math.log10(largest)), cases=len(wrong))


def _is_single(sample: Sample) -> bool:
    with np.errstate(all="ignore"):
        return sample.single or bool((sample.got.astype(np.float32) == sample.got).all())


def _product_length(wrong: Sequence[Sample]) -> Relation | None:
    """Whether there are as many numbers as two sizes of arguments multiplied, where one size is asked for."""
    sizes = [
        [
            (name, axis, array.shape[axis])
            for name, value in sample.arguments.items()
            if (array := numeric(value)) is not None
            for axis in range(min(array.ndim, 2))
        ]
        for sample in wrong
    ]
    if len({sample.got.size for sample in wrong}) < 2 or any(one.got.size == one.want.size for one in wrong):
        return None
    for first in range(len(sizes[0])):
        for second in range(first, len(sizes[0])):
            products = [one[first][2] * one[second][2] for one in sizes if len(one) > max(first, second)]
            if products == [sample.got.size for sample in wrong]:
                by = tuple(Quantity(sizes[0][index][0], sizes[0][index][1]) for index in (first, second))
                return Relation(change="product_length", by=by, cases=len(wrong))
    return None
