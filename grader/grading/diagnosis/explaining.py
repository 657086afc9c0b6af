"""What the numbers of a check that failed say about their cause, where no mistake is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np

from grader.execution.jobs import CheckObservation
from grader.grading.diagnosis.causes import Dependence, Divergence, Relation
from grader.grading.diagnosis.dependence import dependence_of
from grader.grading.diagnosis.divergence import divergence_of
from grader.grading.diagnosis.relations import Alternative, relations_of
from grader.grading.diagnosis.samples import Blocks, Floats, blocks_of
from grader.grading.plans import Plan, PlannedCheck
from grader.grading.recordings import CaseRecording, ExerciseRecording
from grader.numerics.nodes import block
from grader.numerics.reading import read
from grader.wire.messages import Returned

_encode = msgspec.msgpack.Encoder().encode


class Explained(NamedTuple):
    """What the numbers say, and the numbers."""

    blocks: Blocks
    relations: tuple[Relation, ...] = ()
    dependence: Dependence | None = None
    divergence: Divergence | None = None


def explained(
    plan: Plan,
    recording: ExerciseRecording,
    planned: PlannedCheck,
    observed: Mapping[str, CheckObservation],
    text: str,
    *,
    named: bool,
    step_by_step: bool,
) -> Explained:
    """What the numbers of a failed check say; of one that a mistake explains (`named`), only where it leaves the path.

    `observed` are the observations of the checks that learners see, `text` is the learner's file. Only where numbers
    are compared with the reference's do they say anything; with a function that may be right in several ways, they are
    those of the version that the learner's comes closest to.
    """
    here, check = observed[planned.check.id], planned.check
    if not check.expectation.compares or check.expectation.stochastic:
        return Explained({})
    if named and not step_by_step and not check.curves:
        return Explained({})  # nobody asks for the numbers
    versions = [
        (recordings, blocks_of(planned.cases, recordings, here.cases))
        for recordings in recording.checks[planned.check.id].versions
    ]
    # A learner's numbers may be so large that comparing them overflows.
    with np.errstate(all="ignore"):
        recordings, blocks = max(versions, key=lambda version: _right(version[1]))
        divergence = divergence_of(blocks) if step_by_step else None
        if named:
            return Explained(blocks, divergence=divergence)
        return Explained(
            blocks,
            relations_of(blocks, _alternatives(plan, recording, planned)),
            dependence_of(planned.cases, recordings, here.cases, check.of, text, plan.exercise.reference_source),
            divergence,
        )


def _right(blocks: Blocks) -> int:
    return sum(sample.is_right for samples in blocks.values() for sample in samples)


def _alternatives(plan: Plan, recording: ExerciseRecording, planned: PlannedCheck) -> tuple[Alternative, ...]:
    """What the exercise's other functions give for the same arguments, as far as their checks have such cases."""
    keys = [_encode(sorted(case.arguments.items())) for case in planned.cases]
    found = []
    for other in plan.checks:
        if other.check.of == planned.check.of or other.check.hidden:
            continue
        given = dict(_answers(other, recording.checks[other.check.id].cases))
        values = {number: given[key] for number, key in enumerate(keys) if key in given}
        if values:
            found.append(Alternative(other.check.of, values))
    return tuple(found)


def _answers(planned: PlannedCheck, recordings: Sequence[CaseRecording]) -> list[tuple[bytes, Floats]]:
    answers = []
    for case, recording in zip(planned.cases, recordings, strict=True):
        numbers = block(read(recording.outcome.value)) if isinstance(recording.outcome, Returned) else None
        if numbers is not None and numbers.shape is not None and numbers.flat.dtype.kind in "biuf":
            value = numbers.flat.astype("float64").reshape(numbers.shape)
            answers.append((_encode(sorted(case.arguments.items())), value))
    return answers
