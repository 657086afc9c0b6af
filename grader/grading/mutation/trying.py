"""Trying mutants: each runs on the checks that can see its function, until one of them catches it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from grader.course.affected_checks import reached_by
from grader.course.mutation.making import Mutant, make_mutants
from grader.course.names import concerns, is_within
from grader.errors import AuthoringError, WorkerFault
from grader.execution.jobs import CaseObservation, CheckJob, Job
from grader.execution.pool import Pool, as_completed
from grader.grading.case_verdicts import judge_case
from grader.grading.mutation.declared import find_stale, in_course, reason_of
from grader.grading.mutation.findings import Caught, ExerciseFindings, Fate, FunctionFindings
from grader.grading.plans import Plan, PlannedCheck
from grader.grading.recordings import ExerciseRecording
from grader.wire.messages import Source

TIME_FACTOR = 20
"""A check's time limit is this many times what the reference needed, …"""

LEAST_SECONDS = 1.0
"""… and this at least: a mutant is not caught by a busy machine."""

_CAUGHT: dict[str, Caught] = {"failed": "failed", "timeout": "timeout"}


@dataclass(frozen=True)
class Trial:
    """An exercise on which mutants are tried: its jobs by check, with the time limits that hold, and what they see."""

    plan: Plan
    recording: ExerciseRecording
    jobs: Mapping[str, CheckJob]
    reached: Mapping[str, frozenset[str]]

    def checks_for(self, function: str) -> list[PlannedCheck]:
        """The checks that can see a function: its own first."""
        seeing = [planned for planned in self.plan.checks if function in self.reached[planned.check.id]]
        return sorted(seeing, key=lambda planned: not concerns(planned.check.of, function))


def try_mutants(
    plan: Plan,
    recording: ExerciseRecording,
    pool: Pool,
    *,
    threads: int,
    function: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ExerciseFindings:
    """What becomes of every mutant of an exercise, or of one of its functions.

    Raises:
        AuthoringError: where the reference itself does not pass, or a declaration is faulty.
        WorkerFault: where the grader itself fails.
    """
    started = time.monotonic()
    files = plan.exercise.files
    mutants = [
        mutant
        for mutant in make_mutants(plan.exercise.reference_source, files.reference)
        if function is None or is_within(mutant.of, function)
    ]
    trial = prepare(plan, recording, pool)
    fates: dict[int, Fate] = {}
    numbered = list(enumerate(mutants))
    for (number, _), fate in as_completed(lambda item: _fate(trial, item[1], pool), numbered, threads):
        fates[number] = fate
        if progress is not None:
            progress(len(fates), len(mutants))
    in_order = [fates[number] for number in range(len(mutants))]
    functions = dict.fromkeys(mutant.of for mutant in mutants)
    return ExerciseFindings(
        files.name,
        in_course(files.reference),
        tuple(_findings(name, [fate for fate in in_order if fate.function == name]) for name in functions),
        find_stale([item for item in plan.exercise.equivalents if function is None or item.of in functions], in_order),
        round(time.monotonic() - started, 3),
    )


def prepare(plan: Plan, recording: ExerciseRecording, pool: Pool) -> Trial:
    """Run the reference once, for the time that it takes.

    Raises:
        AuthoringError: where it does not pass: then no mutant could be judged.
        WorkerFault: where the grader itself fails.
    """
    exercise = plan.exercise
    trial = Trial(
        plan,
        recording,
        {job.id: job for job in plan.jobs(pool.limits.check_seconds)},
        reached_by(exercise.reference_source, exercise.files.reference, exercise.checks, exercise.probes),
    )
    seconds = dict.fromkeys(trial.jobs, 0.0)

    def clock(job: CheckJob, observation: CaseObservation) -> None:
        seconds[job.id] += observation.seconds

    caught = first_catch(trial, exercise.reference_source, plan.checks, pool, clock)
    if caught is not None:
        check = exercise.check(caught[1])
        raise AuthoringError(f"check `{check.id}`: the reference does not pass ({caught[0]})", check.place)
    limited = {
        id: msgspec.structs.replace(
            job, time_limit=max(LEAST_SECONDS, TIME_FACTOR * seconds[id]), hidden=False, after=()
        )
        for id, job in trial.jobs.items()
    }
    return Trial(plan, recording, limited, trial.reached)


def _fate(trial: Trial, mutant: Mutant, pool: Pool) -> Fate:
    checks = trial.checks_for(mutant.of)
    caught = first_catch(trial, mutant.text, checks, pool) if checks else None
    status, by = caught or (None, "")
    reason = reason_of(mutant, trial.plan.exercise.equivalents) if status is None else ""
    return Fate(mutant.of, mutant.line, mutant.operator, mutant.was, mutant.now, status, by, reason)


def first_catch(
    trial: Trial,
    text: str,
    checks: Sequence[PlannedCheck],
    pool: Pool,
    watch: Callable[[CheckJob, CaseObservation], None] | None = None,
) -> tuple[Caught, str] | None:
    """How the first of these checks that sees something wrong sees it, and its id; None where none does.

    Nothing more is run after it. `watch` is told of every case.
    """
    planned = {trial.plan.job_id(one.check.id): one for one in checks}
    found: list[tuple[Caught, str]] = []

    def judge(job: CheckJob, number: int, observation: CaseObservation) -> bool:
        if watch is not None:
            watch(job, observation)
        one = planned[job.id]
        recording = trial.recording.checks[one.check.id].cases[number]
        judged = judge_case(one.check, one.cases[number], recording, observation, trial.plan.languages)
        if judged is not None and judged.status != "passed":
            found.append((_CAUGHT.get(judged.status, "error"), one.check.id))
        return bool(found)

    source = Source(trial.plan.name, f"{trial.plan.name}.py", text)
    observations = pool.observe(Job((source,), tuple(trial.jobs[id] for id in planned)), judge)
    if observations.fault is not None:
        raise WorkerFault(observations.fault)
    return found[0] if found else None


def _findings(function: str, fates: Sequence[Fate]) -> FunctionFindings:
    return FunctionFindings(
        function,
        len(fates),
        sum(fate.caught == "failed" for fate in fates),
        sum(fate.caught == "error" for fate in fates),
        sum(fate.caught == "timeout" for fate in fates),
        tuple(fate for fate in fates if fate.reason),
        tuple(fate for fate in fates if fate.survives),
    )
