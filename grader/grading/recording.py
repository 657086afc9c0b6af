"""Making records: the reference and its named mistakes run on every case, tolerances measured."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from types import ModuleType
from typing import Any

from grader.authoring import AuthoringError, Curve, EqualsReference, Mistake
from grader.course.folders import placed
from grader.course.names import concerns
from grader.course.splicing import splice
from grader.grading.libraries import require
from grader.grading.plans import Plan, PlannedCheck
from grader.grading.recorded import (
    CaseRecord,
    CheckRecord,
    CostCurve,
    ExerciseRecord,
    MistakeRecord,
    RecordStore,
    record_key,
)
from grader.numerics.allowances import Tolerance
from grader.numerics.plain import to_plain
from grader.numerics.transfer import transferred
from grader.worker.messages import Load, Missing, Raised, Returned, Source
from grader.worker.values import Array, Table, Value

_CURVE_POINTS = 81


def recorded(plan: Plan, store: RecordStore, progress: Callable[[str], None] | None = None) -> ExerciseRecord:
    """The plan's record: read from the store, or made and kept there. `progress` is told what is being made.

    Raises:
        AuthoringError: where the reference raises unexpectedly, or its observation is not stable under rounding.
        LibraryMissing: where a library that it needs cannot be imported.
    """
    files = plan.exercise.files
    mistakes = plan.exercise.mistakes_source
    key = record_key(plan.seed, files.name, plan.exercise.reference_source, plan.exercise.checks_source, mistakes)
    record = store.read(key)
    if record is None:
        if progress is not None:
            progress(files.name)
        record = make_record(plan)
        store.write(key, record)
    return record


def make_record(plan: Plan) -> ExerciseRecord:
    """Run the reference and every mistake on this machine, in this process: they are the course's own code.

    Raises:
        LibraryMissing: where a library that they need cannot be imported.
    """
    from grader.worker.optimizers import without_compiler

    require(plan.libraries)
    without_compiler()
    with _one_thread(), _data_on_disk(plan) as planned:
        return _record(planned)


def _record(plan: Plan) -> ExerciseRecord:
    reference = _module(plan, "reference", plan.exercise.reference_source)
    checks = {planned.check.id: _check_record(plan, planned, reference) for planned in plan.checks}
    mistakes = tuple(
        MistakeRecord(mistake.id, observe_mistake(plan, mistake, checks)) for mistake in plan.exercise.mistakes
    )
    return ExerciseRecord(checks, mistakes)


@contextmanager
def _one_thread() -> Iterator[None]:
    """Have torch compute as it does where learners' code runs: on one thread, which sums in the same order and does not
    wait for others where the machine is busy."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


@contextmanager
def _data_on_disk(plan: Plan) -> Iterator[Plan]:
    """The plan with the folders of its cases written to disk while the block runs."""
    if not any(planned.has_folders for planned in plan.checks):
        yield plan
        return
    with tempfile.TemporaryDirectory(prefix="grader-") as where:
        yield replace(
            plan,
            checks=tuple(
                replace(
                    planned,
                    cases=tuple(
                        replace(case, arguments=placed(case.arguments, case.folders, where)) for case in planned.cases
                    ),
                )
                for planned in plan.checks
            ),
        )


def observe_mistake(
    plan: Plan, mistake: Mistake, checks: Mapping[str, CheckRecord]
) -> dict[str, tuple[CaseRecord, ...]]:
    """What the reference with this mistake in it gives, for the checks that are about its function.

    Its tolerances are carried over from the reference's, in `checks`.
    """
    source = splice(plan.exercise.reference_source, mistake, plan.exercise.mistakes_source)
    module = _module(plan, mistake.id, source)
    return {
        planned.check.id: tuple(
            _with_tolerance(outcome, record)
            for outcome, record in zip(_outcomes(planned, module), checks[planned.check.id].cases, strict=True)
        )
        for planned in plan.checks
        if concerns(planned.check.of, mistake.of)
    }


def _with_tolerance(outcome: Returned | Raised | Missing, reference: CaseRecord) -> CaseRecord:
    if not isinstance(outcome, Returned):
        return CaseRecord(outcome)
    if not isinstance(reference.outcome, Returned):
        return CaseRecord(outcome, transferred(None, Tolerance(), outcome.value))
    return CaseRecord(outcome, transferred(reference.outcome.value, reference.tolerance or Tolerance(), outcome.value))


def _outcomes(planned: PlannedCheck, module: ModuleType) -> list[Returned | Raised | Missing]:
    from grader.worker.running import compile_probe, run

    cases = tuple(case.arguments for case in planned.cases)
    return [done.outcome for done in run(module, planned.check.of, compile_probe(planned.probe), cases)]


def _module(plan: Plan, version: str, text: str) -> ModuleType:
    from grader.worker.loading import load

    # Not under the learner's module name: nothing of the course may be found where learners' files are looked for.
    name = f"{plan.name}__{version}"
    filename = str(plan.exercise.files.reference) if version == "reference" else f"<{name}>"
    module, raised = load(Load(Source(name, filename, text)))
    if raised is not None:
        raise AuthoringError(f"{filename}: executing it raised {raised.type_name}: {raised.message}")
    return module


def _check_record(plan: Plan, planned: PlannedCheck, reference: ModuleType) -> CheckRecord:
    cases = tuple(
        CaseRecord(
            outcome, _measured(plan, planned, reference, case.arguments) if isinstance(outcome, Returned) else None
        )
        for outcome, case in zip(_outcomes(planned, reference), planned.cases, strict=True)
    )
    curves = {
        curve.of: cost_curve
        for curve in planned.check.curves
        if curve.on_cost and (cost_curve := _cost_curve(curve, reference, planned, cases[0]))
    }
    return CheckRecord(cases, curves)


def _measured(
    plan: Plan, planned: PlannedCheck, reference: ModuleType, arguments: Mapping[str, Value]
) -> Tolerance | None:
    """How far each number may lie off; None where nothing is compared with the reference's numbers."""
    from grader.numerics.tolerance import UnstableObservation, measure
    from grader.worker.running import compile_probe

    if not isinstance(planned.check.expectation, EqualsReference):
        return None
    probe = compile_probe(planned.probe)
    try:
        return measure(
            lambda objects: probe(reference, **objects), arguments, precision=plan.exercise.about.precision
        ).tolerance
    except UnstableObservation as unstable:
        raise AuthoringError(
            f"check `{planned.check.id}`: the reference's own answer changes with rounding ({unstable})",
            planned.check.place,
        ) from unstable


def _cost_curve(curve: Curve, reference: ModuleType, planned: PlannedCheck, record: CaseRecord) -> CostCurve | None:
    """The reference's cost over a range of weights half as wide again, on both sides, as the reference's run."""
    from grader.worker.codec import decode

    weights = numbers_of(entry_of(record.outcome, curve.of))
    finite = [w for w in weights if w is not None]
    if not finite or curve.on_cost is None:
        return None
    span = max(max(finite) - min(finite), 1e-3)
    low, high = min(finite) - 0.75 * span, max(finite) + 0.75 * span
    arguments: dict[str, Any] = {name: decode(value) for name, value in planned.cases[0].arguments.items()}
    grid = [low + (high - low) * index / (_CURVE_POINTS - 1) for index in range(_CURVE_POINTS)]
    cost = getattr(reference, curve.on_cost)
    return CostCurve(tuple(grid), tuple(float(cost(arguments["xs"], arguments["ys"], w)) for w in grid))


def entry_of(outcome: Returned | Raised | Missing | object, name: str) -> Value:
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
        if isinstance(item, np.ndarray) and item.size == 1:
            item = item.reshape(()).item()
        number = float(item) if isinstance(item, (int, float)) and abs(item) < 1e300 else math.nan
        numbers.append(number if math.isfinite(number) else None)
    return numbers
