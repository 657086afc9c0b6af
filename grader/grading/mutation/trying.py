"""Trying mutants: each runs on the checks that can see its function, until one of them catches it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from grader.course.affected_checks import reached_by
from grader.course.mutation.making import Mutant, make_mutants
from grader.course.names import concerns, is_within
from grader.errors import AuthoringError, WorkerFault
from grader.execution.boundary import GO_ON, STOP, Next, Observer
from grader.execution.jobs import CaseObservation, CheckJob, CheckObservation, Job
from grader.execution.threads import as_completed
from grader.grading.case_verdicts import judge_case
from grader.grading.mutation.declared import find_stale, in_course, reason_of
from grader.grading.mutation.findings import Caught, ExerciseFindings, Fate, FunctionFindings
from grader.grading.plans import Plan, PlannedCheck
from grader.grading.recordings import ExerciseRecording
from grader.wire.messages import Source

TIME_FACTOR = 20
"""The time limit of a case is this many times what the reference needed, …"""

LEAST_SECONDS = 1.0
"""… and this at least: a mutant is not caught by a busy machine."""

_CAUGHT: dict[str, Caught] = {"failed": "failed", "timeout": "timeout"}


@dataclass(frozen=True)
class Suite:
    """The checks of an exercise as what mutants are run against: by check a job for each case, so that the first wrong
    answer ends it, with the time limits that hold; and the functions that each check sees."""

    plan: Plan
    recording: ExerciseRecording
    jobs: Mapping[str, tuple[CheckJob, ...]]
    reached: Mapping[str, frozenset[str]]

    def checks_for(self, function: str) -> list[PlannedCheck]:
        """The checks that can see a function: its own first."""
        seeing = [planned for planned in self.plan.checks if function in self.reached[planned.check.id]]
        return sorted(seeing, key=lambda planned: not concerns(planned.check.of, function))


def try_mutants(
    plan: Plan,
    recording: ExerciseRecording,
    observer: Observer,
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
    mutants = make_mutants(
        plan.exercise.reference_source, files.reference, lambda name: function is None or is_within(name, function)
    )
    suite = prepare(plan, recording, observer)
    fates: dict[int, Fate] = {}
    numbered = list(enumerate(mutants))
    for (number, _), fate in as_completed(lambda item: _fate(suite, item[1], observer), numbered, threads):
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


def prepare(plan: Plan, recording: ExerciseRecording, observer: Observer) -> Suite:
    """Run the reference once, for the time that it takes.

    Raises:
        AuthoringError: where it does not pass: then no mutant could be judged.
        WorkerFault: where the grader itself fails.
    """
    exercise = plan.exercise
    suite = Suite(
        plan,
        recording,
        {
            planned.check.id: _by_case(job)
            for planned, job in zip(plan.checks, plan.jobs(observer.limits.check_seconds), strict=True)
        },
        reached_by(exercise.reference_source, exercise.files.reference, exercise.checks, exercise.probes),
    )
    seconds: dict[str, float] = {}

    def clock(job: CheckJob, observation: CaseObservation) -> None:
        seconds[job.id] = observation.seconds

    caught = first_catch(suite, exercise.reference_source, plan.checks, observer, clock)
    if caught is not None:
        check = exercise.check(caught[1])
        raise AuthoringError(f"check `{check.id}`: the reference does not pass ({caught[0]})", check.place)
    limited = {
        id: tuple(
            msgspec.structs.replace(job, time_limit=max(LEAST_SECONDS, TIME_FACTOR * seconds[job.id])) for job in jobs
        )
        for id, jobs in suite.jobs.items()
    }
    return replace(suite, jobs=limited)


def _by_case(job: CheckJob) -> tuple[CheckJob, ...]:
    """A job for each case of a check. Nothing of it is hidden, and none waits for another."""
    return tuple(
        msgspec.structs.replace(
            job,
            id=f"{job.id}, case {number}",
            cases=(arguments,),
            folders=job.folders[number : number + 1],
            hidden=False,
            after=(),
        )
        for number, arguments in enumerate(job.cases)
    )


def _fate(suite: Suite, mutant: Mutant, observer: Observer) -> Fate:
    checks = suite.checks_for(mutant.of)
    caught = first_catch(suite, mutant.text, checks, observer) if checks else None
    status, by = caught or (None, "")
    reason = reason_of(mutant, suite.plan.exercise.equivalents) if status is None else ""
    return Fate(mutant.of, mutant.line, mutant.operator, mutant.was, mutant.now, status, by, reason)


def first_catch(
    suite: Suite,
    text: str,
    checks: Sequence[PlannedCheck],
    observer: Observer,
    watch: Callable[[CheckJob, CaseObservation], None] | None = None,
) -> tuple[Caught, str] | None:
    """How the first of these checks that sees something wrong sees it, and its id; None where none does.

    Nothing more is run after it. `watch` is told of every case, by its job.
    """
    asked = {
        job.id: (job, planned, number) for planned in checks for number, job in enumerate(suite.jobs[planned.check.id])
    }
    found: list[tuple[Caught, str]] = []
    standing = {planned.check.id: suite.recording.checks[planned.check.id].versions for planned in checks}

    def judge(observation: CheckObservation) -> Next:
        job, planned, number = asked[observation.id]
        (case,) = observation.cases
        if watch is not None:
            watch(job, case)
        versions = standing[planned.check.id]
        drawn, languages = planned.cases[number], suite.plan.languages
        went = [judge_case(planned.check, drawn, version[number], case, languages) for version in versions]
        standing[planned.check.id] = tuple(
            version
            for version, judged in zip(versions, went, strict=True)
            if judged is None or judged.status == "passed"
        )
        if standing[planned.check.id] or went[0] is None:
            return GO_ON
        found.append((_CAUGHT.get(went[0].status, "error"), planned.check.id))
        return STOP

    source = Source(suite.plan.name, f"{suite.plan.name}.py", text)
    observations = observer.observe(Job((source,), tuple(job for job, _, _ in asked.values())), judge)
    if observations.fault is not None:
        raise WorkerFault(observations.fault)
    return found[-1] if found else None


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
