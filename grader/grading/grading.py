"""Grading one submission: job, observations, verdicts, diagnosis, result."""

from __future__ import annotations

import platform
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version

import grader
from grader.authoring import ROLES, Text
from grader.course.discovery import Chapter
from grader.execution.jobs import CheckJob, CheckObservation, Isolation, Job, LoadObservation, Observations
from grader.execution.pool import Pool
from grader.grading.curves import curve_results
from grader.grading.diagnosis import named_mistakes
from grader.grading.judging import error_of, judge_case
from grader.grading.plans import Plan, PlannedCheck
from grader.grading.recorded import ExerciseRecord
from grader.grading.result import (
    SCHEMA_VERSION,
    CaseResult,
    CheckResult,
    Environment,
    ErrorInfo,
    ExerciseResult,
    IsolationInfo,
    Result,
    Sentence,
    Status,
)
from grader.grading.submissions import Submission, SubmittedFile, definition_line, line_of
from grader.worker.messages import Source

_WORST_FIRST: tuple[Status, ...] = ("timeout", "error", "failed", "not_attempted")


@dataclass(frozen=True)
class Ready:
    """An exercise that can be graded: its plan, its record, its chapter; `only` limits the checks to these ids."""

    chapter: Chapter
    plan: Plan
    record: ExerciseRecord
    only: frozenset[str] | None = field(default=None)

    @property
    def checks(self) -> tuple[PlannedCheck, ...]:
        """The checks that are asked for, in the order in which reports read."""
        asked = [planned for planned in self.plan.checks if self.only is None or planned.check.id in self.only]
        return tuple(sorted(asked, key=lambda planned: ROLES.index(planned.check.role)))


@dataclass(frozen=True)
class Run:
    """What is the same for a whole run: the course, the variant, the seed."""

    course: str
    variant: int
    seed: int


def grade(submission: Submission, exercises: Sequence[Ready], pool: Pool, run: Run) -> Result:
    """Grade one submission. Whatever the learner's code does, a result comes back."""
    started = time.monotonic()
    job = make_job(submission, exercises, pool.limits.check_seconds)
    observations = pool.observe(job) if job.checks else _nothing_observed()
    graded = tuple(_exercise_result(ready, submission.files.get(ready.plan.name), observations) for ready in exercises)
    return Result(
        schema_version=SCHEMA_VERSION,
        course=run.course,
        learner=submission.learner,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        variant=run.variant,
        seed=run.seed,
        points=sum(exercise.points for exercise in graded),
        max_points=sum(exercise.max_points for exercise in graded),
        exercises=graded,
        isolation=IsolationInfo(
            observations.isolation.level, observations.isolation.layers, observations.isolation.missing
        ),
        environment=environment(),
        seconds=time.monotonic() - started,
        fault=observations.fault or "",
    )


def make_job(submission: Submission, exercises: Sequence[Ready], check_seconds: float) -> Job:
    """What a worker is asked to do for a submission: the checks of every exercise file that could be read."""
    sources: list[Source] = []
    checks: list[CheckJob] = []
    for ready in exercises:
        file = submission.files.get(ready.plan.name)
        if file is None or file.unreadable is not None:
            continue
        sources.append(Source(ready.plan.name, f"{ready.plan.name}.py", file.text))
        checks += ready.plan.jobs(check_seconds, only=ready.only)
    return Job(tuple(sources), tuple(checks))


@cache
def environment() -> Environment:
    """What this machine grades with."""
    try:
        torch = version("torch")
    except PackageNotFoundError:
        torch = "absent"
    return Environment(grader.__version__, platform.python_version(), torch, platform.platform(terse=True))


def _nothing_observed() -> Observations:
    return Observations((), (), Isolation("none", (), ("nothing was run",)), 0.0)


def _exercise_result(ready: Ready, file: SubmittedFile | None, observations: Observations) -> ExerciseResult:
    plan = ready.plan
    load = next((load for load in observations.loads if load.module == plan.name), None)
    prefix = f"{plan.name}:"
    observed = {
        seen.id.removeprefix(prefix): CheckObservation(seen.id.removeprefix(prefix), seen.cases, seen.output)
        for seen in observations.checks
        if seen.id.startswith(prefix)
    }
    text = file.text if file else ""
    load_error = file.unreadable if file and file.unreadable else _load_error(load, text)
    results: dict[str, CheckResult] = {}
    for planned in _needed_first(ready.checks):
        results[planned.check.id] = _check_result(
            ready, planned, observed, results, text, load_error, observations.fault
        )
    return ExerciseResult(
        chapter=ready.chapter.folder,
        chapter_title=_sentence(ready.chapter.title),
        name=plan.name,
        title=_sentence(plan.exercise.about.title),
        file=file.path if file else "",
        checks=tuple(results[planned.check.id] for planned in ready.checks),
        submitted=file is not None,
        load_error=load_error,
        definitions_only=load.definitions_only if load else False,
        output=load.output if load else "",
    )


def _needed_first(checks: Sequence[PlannedCheck]) -> list[PlannedCheck]:
    """The checks in an order in which each comes after those that it needs."""
    by_id = {planned.check.id: planned for planned in checks}
    ordered: dict[str, PlannedCheck] = {}

    def add(planned: PlannedCheck) -> None:
        for needed in planned.check.needs:
            if needed in by_id and needed not in ordered:
                add(by_id[needed])
        ordered[planned.check.id] = planned

    for planned in checks:
        if planned.check.id not in ordered:
            add(planned)
    return list(ordered.values())


def _check_result(
    ready: Ready,
    planned: PlannedCheck,
    observed: Mapping[str, CheckObservation],
    results: Mapping[str, CheckResult],
    text: str,
    load_error: ErrorInfo | None,
    fault: str | None,
) -> CheckResult:
    check = planned.check
    seen = observed.get(check.id)
    cases = _case_results(ready, planned, seen) if seen else ()
    blocked_by = tuple(needed for needed in check.needs if needed in results and results[needed].status != "passed")
    status = _status(cases, blocked_by, load_error)
    if fault is not None and status != "passed":
        status = "fault"
    shown = CheckResult(
        id=check.id,
        function=check.of,
        role=check.role,
        sentence=_sentence(check.sentence),
        status=status,
        points=check.points if status == "passed" else 0.0,
        max_points=check.points,
        hidden=check.hidden,
        seconds=sum(case.seconds for case in cases),
        fault=fault or "" if status == "fault" else "",
        blocked_by=blocked_by if status == "blocked" else (),
    )
    if check.hidden or seen is None:
        return shown
    located = [_located(case, text) for case in cases]
    line = next((case.error.line for case in located if case.error and case.error.line), None)
    line = line or (definition_line(text, check.of) if status != "passed" else None)
    mistakes = (
        named_mistakes(ready.plan, ready.record, planned, dict(observed))
        if status in ("failed", "error", "blocked")
        else ()
    )
    return _with(
        shown,
        cases=tuple(located),
        mistakes=mistakes,
        curves=curve_results(planned, ready.record.checks[check.id], seen),
        line=line,
        source=line_of(text, line),
        output=seen.output,
    )


def _with(result: CheckResult, **changes: object) -> CheckResult:
    import msgspec

    return msgspec.structs.replace(result, **changes)


def _case_results(ready: Ready, planned: PlannedCheck, seen: CheckObservation) -> tuple[CaseResult, ...]:
    records = ready.record.checks[planned.check.id].cases
    judged = (
        judge_case(planned.check, case, record, observation)
        for case, record, observation in zip(planned.cases, records, seen.cases, strict=True)
    )
    return tuple(result for result in judged if result is not None)


def _status(cases: Sequence[CaseResult], blocked_by: Sequence[str], load_error: ErrorInfo | None) -> Status:
    """The check's status: the worst of its cases; no case, no credit."""
    statuses = {case.status for case in cases}
    if not statuses:
        return "blocked" if blocked_by else "error" if load_error else "not_attempted"
    worst: Status = next((status for status in _WORST_FIRST if status in statuses), "passed")
    foreign_stub = worst == "not_attempted" and _stub_of_another(cases)
    if blocked_by and (worst in ("failed", "error") or foreign_stub):
        return "blocked"
    if load_error is not None and worst == "not_attempted":
        return "error"
    return worst


def _stub_of_another(cases: Sequence[CaseResult]) -> bool:
    """Whether a needed function that is still a stub is all that was met."""
    stubs = [case.error for case in cases if case.error is not None and case.error.kind == "stub"]
    return bool(stubs) and all(
        stub.function.split(".")[-1] != stub.message.partition(":")[0].split(".")[-1] for stub in stubs
    )


def _located(case: CaseResult, text: str) -> CaseResult:
    import msgspec

    if case.error is None or case.error.line is None:
        return case
    error = msgspec.structs.replace(case.error, source=line_of(text, case.error.line))
    return msgspec.structs.replace(case, error=error)


def _load_error(load: LoadObservation | None, text: str) -> ErrorInfo | None:
    import msgspec

    if load is None or (load.raised is None and load.stopped is None):
        return None
    error = error_of(load.raised or load.stopped)  # type: ignore[arg-type]
    return msgspec.structs.replace(error, source=line_of(text, error.line))


def _sentence(text: Text) -> Sentence:
    return Sentence(text.en, text.zh)
