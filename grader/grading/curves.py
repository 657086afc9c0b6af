"""Curves of a training check: the learner's sequence beside the reference's, as data for a plot."""

from __future__ import annotations

from grader.authoring import Curve
from grader.execution.jobs import CheckObservation
from grader.grading.plans import PlannedCheck
from grader.grading.recorded import CheckRecord, CostCurve
from grader.grading.recording import entry_of, numbers_of
from grader.grading.result import CurveResult, Sentence

_MAX_POINTS = 500


def curve_results(planned: PlannedCheck, record: CheckRecord, seen: CheckObservation) -> tuple[CurveResult, ...]:
    """The declared curves of the check's first case."""
    if not planned.check.curves or not seen.cases:
        return ()
    return tuple(_curve_result(curve, record, seen) for curve in planned.check.curves)


def _curve_result(curve: Curve, record: CheckRecord, seen: CheckObservation) -> CurveResult:
    learner = tuple(numbers_of(entry_of(seen.cases[0].outcome, curve.of))[:_MAX_POINTS])
    reference = tuple(numbers_of(entry_of(record.cases[0].outcome, curve.of))[:_MAX_POINTS])
    title = Sentence(curve.title.en, curve.title.zh)
    background = record.cost_curves.get(curve.of)
    if background is None:
        return CurveResult(title, learner, reference)
    return CurveResult(
        title,
        learner,
        reference,
        cost_w=background.w,
        cost=background.cost,
        learner_cost=_on(background, learner),
        reference_cost=_on(background, reference),
    )


def _on(background: CostCurve, weights: tuple[float | None, ...]) -> tuple[float | None, ...]:
    """The cost at each weight, read off the curve; None beside it."""
    import numpy as np

    low, high = background.w[0], background.w[-1]
    return tuple(
        float(np.interp(w, background.w, background.cost)) if w is not None and low <= w <= high else None
        for w in weights
    )
