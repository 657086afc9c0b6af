"""Sizes: cases stay small. Observations are refused where they are recorded."""

from __future__ import annotations

from collections.abc import Iterator

from grader.course.draws import draw_place
from grader.grading.extents import why_case_is_too_large
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial


def prove_case_sizes(trial: Trial) -> Iterator[Problem]:
    """No case is larger than cases may be."""
    for planned in trial.plan.checks:
        for declared, case in zip(planned.check.cases, planned.cases, strict=True):
            why = why_case_is_too_large(case)
            if why:
                place = draw_place(declared, planned.check.place)
                yield trial.problem("case sizes", planned.check.id, place, f"check `{planned.check.id}`: {why}")
                break
