"""The first divergence of a training run: the step and the history in which it leaves the reference's path, and how."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np
from msgspec.structs import replace

from grader.grading.diagnosis import changes
from grader.grading.diagnosis.causes import Divergence
from grader.grading.diagnosis.samples import Blocks, Floats, Sample
from grader.numerics.nodes import Path

_Cause = Literal["still", "again", "sum"]
_CAUSES: tuple[_Cause, ...] = ("still", "again", "sum")
_ENOUGH_CASES = 3


def divergence_of(blocks: Blocks) -> Divergence | None:
    """Where the histories of a check that failed leave the reference's, told of the first fixed case."""
    histories = {path: samples for path, samples in blocks.items() if any(one.is_history for one in samples)}
    everything = [sample for samples in histories.values() for sample in samples]
    first = {sample.case: sample for sample in everything if first_departure(sample) is not None}
    cases = sorted(first, key=lambda case: (first[case].drawn, case))
    return _in_case(cases[0], histories) if cases else None


def first_departure(sample: Sample) -> int | None:
    """The first step at which a history is not the reference's; its length if only the lengths differ."""
    if not sample.want.ndim or not sample.got.ndim or sample.got.shape[1:] != sample.want.shape[1:]:
        return None
    common = min(len(sample.got), len(sample.want))
    want, allowed = sample.want[:common], sample.allowed[:common]
    apart = np.abs(sample.got[:common] - want) > sample.tolerance(want, allowed)
    off = apart.reshape(common, -1).any(axis=1) if common else np.zeros(0, bool)
    if off.any():
        return int(off.argmax())
    return None if len(sample.got) == len(sample.want) else common


def _in_case(case: int, histories: Blocks) -> Divergence:
    steps = {
        path: (step, sample)
        for path, samples in histories.items()
        for sample in samples
        if sample.case == case and (step := first_departure(sample)) is not None
    }
    step = min(at for at, _ in steps.values())
    earliest = [path for path, (at, _) in steps.items() if at == step]
    path = earliest[0]
    sample = steps[path][1]
    found = Divergence(
        case,
        _name(path),
        step,
        got=_entry(sample.got, step),
        expected=_entry(sample.want, step),
        before=_entry(sample.want, step - 1),
        same_step=tuple(map(_name, earliest[1:])),
        drawn=sample.drawn,
    )
    return _with_cause(found, histories[path])


def _name(path: Path) -> str:
    return ".".join(map(str, path))


def _entry(numbers: Floats, step: int) -> float | None:
    return float(numbers[step]) if numbers.ndim == 1 and 0 <= step < len(numbers) else None


def _with_cause(found: Divergence, samples: Sequence[Sample]) -> Divergence:
    """The divergence, with how the first wrong move follows from the reference's, if that is the same in all cases."""
    moves = [move for sample in samples if (move := _first_wrong_move(sample)) is not None]
    wrong = [sample for sample in samples if first_departure(sample) is not None]
    if len(moves) < len(wrong) or len(moves) < _ENOUGH_CASES:
        return found
    for cause in _CAUSES:
        given = [(move.numbers, move.would_be[cause]) for move in moves]
        if all(value is not None and _agrees(ours, value) for ours, value in given):
            return replace(found, cause=cause)
    for finder in (changes.simple_factor, changes.factor_of_size):
        for fit in finder([move.numbers for move in moves]):
            return replace(found, cause="factor", constant=fit.relation.constant, by=fit.relation.by)
    return found


def _agrees(move: Sample, value: float) -> bool:
    return bool(abs(move.got.item() - value) <= move.allowed.item() + move.tolerance(np.asarray(value), 0.0).item())


class _Move(NamedTuple):
    """The learner's first wrong move against the reference's, and what it would be for each cause."""

    numbers: Sample
    would_be: dict[_Cause, float | None]


def _first_wrong_move(sample: Sample) -> _Move | None:
    step = first_departure(sample)
    if step is None or step < 1 or sample.want.ndim != 1 or step >= min(len(sample.got), len(sample.want)):
        return None
    before, want, got = sample.want[step - 1], sample.want[step], sample.got[step]
    blur = float(sample.tolerance(sample.want[: step + 1], sample.allowed[: step + 1]).max()) * 2
    move = sample.with_numbers(np.asarray(got - before), np.asarray(want - before), np.asarray(blur))
    again = float(before - sample.want[step - 2]) if step > 1 else None
    total = float(want - sample.want[0]) if step > 1 else None
    return _Move(move, {"still": 0.0, "again": again, "sum": total})
