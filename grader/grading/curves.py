"""Curves of a training check: the learner's sequence and the reference's, as data for a plot."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from grader.authoring import Curve
from grader.execution.jobs import CheckJob, CheckObservation
from grader.grading.diagnosis.divergence import first_departure
from grader.grading.diagnosis.samples import Blocks, Sample
from grader.grading.plans import PlannedCheck
from grader.grading.recordings import CaseRecording, CheckRecording, CostCurve
from grader.grading.result import CurveResult
from grader.numerics.plain_objects import to_plain
from grader.wire.messages import Probe, Returned
from grader.wire.values import Array, Items, Table, Value

_MAX_POINTS = 500
_CURVE_POINTS = 81
_CURVE_PROBE = "def probe(m, xs, ys, grid):\n    return [float(m.{cost}(xs, ys, w)) for w in grid]\n"


def curve_results(
    planned: PlannedCheck, recording: CheckRecording, seen: CheckObservation, languages: Sequence[str]
) -> tuple[CurveResult, ...]:
    """The declared curves for the check's first case, with titles in the course's `languages`."""
    if not planned.check.curves or not seen.cases:
        return ()
    return tuple(_curve_result(curve, planned, recording, seen, languages) for curve in planned.check.curves)


def _curve_result(
    curve: Curve, planned: PlannedCheck, recording: CheckRecording, seen: CheckObservation, languages: Sequence[str]
) -> CurveResult:
    learner = tuple(numbers_of(entry_of(seen.cases[0].outcome, curve.of))[:_MAX_POINTS])
    reference = tuple(numbers_of(entry_of(recording.cases[0].outcome, curve.of))[:_MAX_POINTS])
    title = curve.title.in_languages(languages)
    drawn = planned.cases[0].random
    background = recording.cost_curves.get(curve.of)
    if background is None:
        return CurveResult(title, learner, reference, drawn=drawn)
    return CurveResult(
        title,
        learner,
        reference,
        cost_w=background.w,
        cost=background.cost,
        learner_cost=_on(background, learner),
        reference_cost=_on(background, reference),
        drawn=drawn,
    )


def with_departures(
    curves: Sequence[CurveResult], declared: Sequence[Curve], blocks: Blocks
) -> tuple[CurveResult, ...]:
    """The curves of a check that failed, with the first step at which the learner's sequence is not the reference's."""
    return tuple(
        msgspec.structs.replace(curve, leaves=_departure(blocks.get((of.of,), [])))
        for curve, of in zip(curves, declared, strict=True)
    )


def _departure(samples: Sequence[Sample]) -> int | None:
    first = next((sample for sample in samples if sample.case == 0), None)
    return None if first is None else first_departure(first)


def _on(background: CostCurve, weights: tuple[float | None, ...]) -> tuple[float | None, ...]:
    """The cost at each weight, read off the curve; None for a weight outside it."""
    import numpy as np

    low, high = background.w[0], background.w[-1]
    return tuple(
        float(np.interp(w, background.w, background.cost)) if w is not None and low <= w <= high else None
        for w in weights
    )


def grid_of(curve: Curve, recording: CaseRecording) -> tuple[float, ...]:
    """Weights over the range of the reference's run, widened by half on both sides; none if there is no curve."""
    finite = [w for w in numbers_of(entry_of(recording.outcome, curve.of)) if w is not None]
    if not finite or curve.on_cost is None:
        return ()
    span = max(max(finite) - min(finite), 1e-3)
    low, high = min(finite) - 0.75 * span, max(finite) + 0.75 * span
    return tuple(low + (high - low) * index / (_CURVE_POINTS - 1) for index in range(_CURVE_POINTS))


def cost_job(id: str, module: str, curve: Curve, planned: PlannedCheck, grid: tuple[float, ...]) -> CheckJob:
    """The job that computes the cost at these weights, on the first case's own data."""
    given = planned.cases[0].arguments
    arguments = {name: given[name] for name in ("xs", "ys") if name in given} | {"grid": Items("list", grid)}
    probe = Probe(_CURVE_PROBE.format(cost=curve.on_cost), "probe")
    return CheckJob(id, module, curve.on_cost or "", probe, (arguments,), 60.0)


def floats_of(outcome: object) -> tuple[float, ...]:
    """The numbers of an observed list; none if it is not a list."""
    value = outcome.value if isinstance(outcome, Returned) else None
    items = value.items if isinstance(value, Items) else ()
    return tuple(float(item) for item in items if isinstance(item, (int, float)))


def entry_of(outcome: object, name: str) -> Value:
    """The entry of an observed dict, or None."""
    if isinstance(outcome, Returned) and isinstance(outcome.value, Table):
        return next((value for key, value in outcome.value.entries if key == name), None)
    return None


def numbers_of(value: Value) -> list[float | None]:
    """A sequence of numbers for a plot: None for what is not a finite real number."""
    import numpy as np

    if isinstance(value, Array) and value.dtype.startswith("complex"):
        return []
    plain = to_plain(value)
    if isinstance(plain, np.ndarray):
        plain = plain.reshape(-1).tolist()
    if not isinstance(plain, (list, tuple)):
        return []
    numbers: list[float | None] = []
    for item in plain:
        if isinstance(item, (np.ndarray, np.generic)) and item.size == 1:
            item = item.reshape(()).item()
        number = float(item) if isinstance(item, (int, float)) and abs(item) < 1e300 else math.nan
        numbers.append(number if math.isfinite(number) else None)
    return numbers
