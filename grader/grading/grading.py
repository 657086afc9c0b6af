"""Grading one submission: job, observations, verdicts, diagnosis, result."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import PackageNotFoundError, version

import msgspec

import grader
from grader.course.settings import CourseSettings
from grader.errors import LibraryMissing
from grader.execution.boundary import NOTHING, Next, Observer
from grader.execution.jobs import ELSEWHERE, CheckJob, CheckObservation, Isolation, Job, LoadObservation, Observations
from grader.execution.preloading import libraries_in
from grader.grading.broken_rules import RuleBook, watched
from grader.grading.case_verdicts import error_of
from grader.grading.check_verdicts import Judged, Ready, Seen, check_result, counted, judge, passed
from grader.grading.composing import Composer
from grader.grading.diagnosis.callees import Callees, waiting_for_callees
from grader.grading.diagnosis.follow_through import follow_through
from grader.grading.diagnosis.gathering import load_evidence
from grader.grading.helpers import helper_texts
from grader.grading.plans import Plan, PlannedCheck, missing_library
from grader.grading.result import (
    NOTHING_RAN,
    SCHEMA_VERSION,
    CheckResult,
    DrawnFrom,
    Environment,
    ErrorInfo,
    ExerciseResult,
    IsolationInfo,
    Result,
    Role,
    UnclearUse,
)
from grader.grading.submissions import Submission, SubmittedFile, line_of
from grader.source.evidence import Evidence
from grader.wire.arguments import is_flexible
from grader.wire.messages import Helper, Source

_NO_FILE = SubmittedFile("", "")


@dataclass(frozen=True)
class Run:
    """What is the same for a whole run: the course's settings, the variant, the seed, where the seed comes from, and
    whether the course has a glossary. `composer` judges functions given those that they call; without one, they wait.
    """

    course: CourseSettings
    variant: int
    seed: int
    drawn_from: DrawnFrom = "seed"
    glossary: bool = False
    composer: Composer | None = None


def grade(
    submission: Submission,
    exercises: Sequence[Ready],
    observer: Observer,
    run: Run,
    unfinished: Callable[[Result], None] | None = None,
) -> Result:
    """Grade one submission. A result is returned whatever the learner's code does.

    Where grading is interrupted, `unfinished` is given the result so far, in which a check that was not judged is a
    fault.

    Raises:
        KeyboardInterrupt: if it is interrupted.
    """
    began = datetime.now(UTC)
    missing = _missing(submission, exercises, observer)
    can_run = [ready for ready in exercises if ready.plan.name not in missing]
    books = {ready.plan.name: _rule_book(ready, submission.files.get(ready.plan.name)) for ready in exercises}
    job = make_job(submission, can_run, observer.limits.check_seconds, books)
    judge = _Judge(exercises, job, books)

    def result(observations: Observations, interrupted: str = "") -> Result:
        graded = tuple(
            _exercise_result(
                ready,
                submission,
                observations,
                observer,
                judge,
                missing.get(ready.plan.name),
                interrupted,
                run.composer,
            )
            for ready in exercises
        )
        return _result(submission, graded, observations, run, began, observations.fault or interrupted)

    try:
        observations = observer.observe(job, judge.hear) if job.checks else _nothing_observed()
    except KeyboardInterrupt as interruption:
        if unfinished is not None:
            unfinished(result(judge.observed_so_far(), str(interruption) or "interrupted"))
        raise
    return result(observations)


def _result(
    submission: Submission,
    graded: tuple[ExerciseResult, ...],
    observations: Observations,
    run: Run,
    began: datetime,
    fault: str,
) -> Result:
    return Result(
        schema_version=SCHEMA_VERSION,
        course=run.course.titles,
        learner=submission.learner,
        created=began.isoformat(timespec="seconds"),
        variant=run.variant,
        seed=run.seed,
        points=sum(exercise.points for exercise in graded),
        max_points=sum(exercise.max_points for exercise in graded),
        exercises=graded,
        isolation=IsolationInfo(
            observations.isolation.level, observations.isolation.layers, observations.isolation.missing
        ),
        environment=environment(),
        seconds=observations.seconds,
        fault=fault,
        notices=submission.notices,
        languages=run.course.languages,
        roles=_roles(run.course, graded),
        drawn_from=run.drawn_from,
        glossary=run.glossary,
    )


def _roles(course: CourseSettings, exercises: Sequence[ExerciseResult]) -> tuple[Role, ...]:
    """The course's roles; if it names none, those of the checks in order of first appearance."""
    met = dict.fromkeys(check.role for exercise in exercises for check in exercise.checks)
    return tuple(Role(name, course.role_words(name)) for name in course.roles or met)


def grade_text(ready: Ready, run: Run, observer: Observer, text: str) -> Result:
    """The result for one exercise file with this text, without a particular learner."""
    name = ready.plan.name
    submission = Submission("validation", {name: SubmittedFile(f"{name}.py", text)})
    return grade(submission, (ready,), observer, run)


def fault_result(learner: str, fault: str) -> Result:
    """The result of a run in which the grader itself failed before anything was graded."""
    return Result(
        schema_version=SCHEMA_VERSION,
        course={},
        learner=learner,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        variant=0,
        seed=None,
        points=0.0,
        max_points=0.0,
        exercises=(),
        isolation=IsolationInfo("none", (), (NOTHING_RAN,)),
        environment=environment(),
        seconds=0.0,
        fault=fault,
    )


def make_job(
    submission: Submission, exercises: Sequence[Ready], check_seconds: float, books: Mapping[str, RuleBook]
) -> Job:
    """The job of a worker for a submission: the checks of every exercise file that could be read."""
    sources: list[Source] = []
    checks: list[CheckJob] = []
    for ready in exercises:
        file = submission.files.get(ready.plan.name)
        if file is None or file.unreadable is not None:
            continue
        rules = ready.plan.exercise.about.rules
        helpers = tuple(Helper(name, f"{name}.py", *text) for name, text in helper_texts(file).items())
        sources.append(
            Source(
                ready.plan.name,
                f"{ready.plan.name}.py",
                file.text,
                watched(rules),
                helpers,
                books[ready.plan.name].allowed(),
                books[ready.plan.name].runs_without_gradients(),
            )
        )
        checks += ready.plan.jobs(check_seconds, only=ready.only)
    return Job(tuple(sources), tuple(checks))


def _rule_book(ready: Ready, file: SubmittedFile | None) -> RuleBook:
    return RuleBook(ready.plan.exercise.about.rules, file or _NO_FILE, ready.plan.languages)


@cache
def environment() -> Environment:
    """The versions of the software on this machine."""
    try:
        torch = version("torch")
    except PackageNotFoundError:
        torch = "absent"
    return Environment(grader.__version__, platform.python_version(), torch, platform.platform(terse=True))


def _missing(submission: Submission, exercises: Sequence[Ready], observer: Observer) -> dict[str, LibraryMissing]:
    """The missing library of each exercise file that cannot be run here, by exercise.

    This is determined beforehand, from the text, so that a learner's code cannot pretend that a library is missing.
    """
    needed: list[tuple[Ready, tuple[str, ...]]] = []
    for ready in exercises:
        file = submission.files.get(ready.plan.name)
        if file is not None and file.unreadable is None:
            needed.append((ready, (*ready.plan.libraries, *libraries_in(ready.settings.libraries, file.whole))))
    # If no child can be started, observing the submission reports it.
    unavailable = observer.observe(NOTHING).unavailable if any(libraries for _, libraries in needed) else {}
    found = {ready.plan.name: ready.missing or missing_library(libraries, unavailable) for ready, libraries in needed}
    return {name: missing for name, missing in found.items() if missing is not None}


def _nothing_observed() -> Observations:
    return _observed((), NOTHING_RAN)


def _observed(checks: tuple[CheckObservation, ...], why_no_isolation: str) -> Observations:
    return Observations(checks, (), Isolation("none", (), (why_no_isolation,)), 0.0)


class _Judge:
    """Judges the checks of one submission as they are observed, while the learner's process continues.

    A function that is right for one natural container is right. A check that fails on tensors is therefore run again
    with lists and with arrays: code that is right for those may give other numbers on tensors without an exception, as
    `w -= step` with `ws.append(w)` does, where every entry is the same tensor.
    """

    def __init__(self, exercises: Sequence[Ready], job: Job, books: Mapping[str, RuleBook]) -> None:
        self._jobs = {check.id: check for check in job.checks}
        self._planned = {
            ready.plan.job_id(planned.check.id): (ready, planned)
            for ready in exercises
            for planned in ready.plan.checks
        }
        self._books = books
        self._heard: dict[str, tuple[CheckObservation, Judged]] = {}
        self._others: dict[str, tuple[str, ...]] = {}
        """For each failing check that may depend on its container, the ids under which other ones were requested."""

    def hear(self, observation: CheckObservation) -> Next:
        """Judge a check, and request the checks that are to be run in another container."""
        if observation.id in self._heard:  # after a fault of the grader everything is observed again
            self._heard.clear()
            self._others.clear()
        judged = self._judge(observation)
        job = self._jobs.get(observation.id)
        if job is not None and not judged.is_right and _may_hang_on_container(job, judged):
            self._others[job.id] = ()
        return Next(more=tuple(self._in_others()))

    def unclear(self, exercise: str) -> tuple[UnclearUse, ...]:
        """Where an exercise's rules may be broken unseen."""
        return self._books[exercise].unclear()

    def callees(self, ready: Ready) -> Callees:
        """What each function of an exercise that is checked calls of the others, by the learner's source."""
        return Callees(self._books[ready.plan.name], (planned.check.of for planned in ready.checks))

    def observed_so_far(self) -> Observations:
        """The observations of the checks whose judgement is final, although others may still be to come."""
        final = [id for id in self._jobs if id in self._heard and not self._is_open(id)]
        return _observed(tuple(self._heard[id][0] for id in final), "the run was not finished")

    def _is_open(self, id: str) -> bool:
        """Whether an observed check may still turn out to be right in another container."""
        asked = self._others.get(id)
        if asked is None or self._is_right(id):
            return False
        waiting = any(one not in self._heard for one in asked)
        return waiting or (len(asked) < len(self._jobs[id].in_others) and self._may_help(id))

    def _judge(self, observation: CheckObservation) -> Judged:
        ready, planned = self._planned[observation.id.partition(ELSEWHERE)[0]]
        own = msgspec.structs.replace(observation, id=planned.check.id)
        judged = judge(ready, planned, own, self._books[ready.plan.name])
        self._heard[observation.id] = observation, judged
        return judged

    def _in_others(self) -> Iterator[CheckJob]:
        """The checks to run in another container now: those that failed in each one tried and wait for no other check,
        so that a wrong function is not run again together with everything that needs it."""
        for id, asked in self._others.items():
            job = self._jobs[id]
            if (
                len(asked) < len(job.in_others)
                and all(one in self._heard for one in asked)
                and not self._is_right(id)
                and self._may_help(id)
                and not any(self._stands_in_the_way(needed, job) for needed in job.after)
            ):
                other = job.in_others[len(asked)]
                self._others[id] = (*asked, other.id)
                yield other

    def _may_help(self, id: str) -> bool:
        """Whether yet another container may help: if lists gave the same statuses as tensors, arrays will too."""
        went = [self._heard[one][1].cases for one in (id, *self._others[id])]
        return len({tuple(case.status for case in cases) for cases in went}) == len(went)

    def _stands_in_the_way(self, needed: str, job: CheckJob) -> bool:
        """Whether a check that another one needs is wrong, or may be because its observation is still to come. A check
        that runs later in any case, or was not requested, does not block."""
        if needed in self._heard:
            return not self._is_right(needed)
        return needed in self._jobs and (job.hidden or not self._jobs[needed].hidden)

    def _is_right(self, id: str) -> bool:
        """Whether an observed check is right in some container."""
        return any(self._heard[one][1].is_right for one in (id, *self._others.get(id, ())) if one in self._heard)

    def judged(self, observation: CheckObservation) -> Judged:
        """The final judgement of a check that was run in one or more containers.

        It is the judgement in a container in which the check is right. If there is none, it is that in the original
        container or, with credit by cases, that in the container in which the most cases pass. An observation that
        `hear` did not receive, as after a fault of the grader, is judged now.
        """
        if self._heard.get(observation.id, (None,))[0] is not observation:
            self._judge(observation)
        own = self._heard[observation.id][1]
        others = [self._heard[other][1] for other in self._others.get(observation.id, ()) if other in self._heard]
        right = next((judged for judged in others if judged.is_right), None)
        if right is None and self._planned[observation.id][1].check.credit == "cases":
            return max([own, *others], key=lambda judged: passed(judged.cases))
        return right or own


def _may_hang_on_container(job: CheckJob, judged: Judged) -> bool:
    """Whether a check fails with an answer or an exception, and has data that another container could hold."""
    statuses = {case.status for case in judged.cases}
    answered = all(case.error is None or case.error.kind == "exception" for case in judged.cases)
    return (
        not statuses <= {"passed"}
        and answered
        and any(is_flexible(value) for arguments in job.cases for value in arguments.values())
    )


def _exercise_result(
    ready: Ready,
    submission: Submission,
    observations: Observations,
    observer: Observer,
    judge: _Judge,
    missing: LibraryMissing | None,
    interrupted: str,
    composer: Composer | None,
) -> ExerciseResult:
    plan = ready.plan
    file = submission.files.get(plan.name)
    load = next((load for load in observations.loads if load.module == plan.name), None)
    observed = {observation.id: observation for observation in observations.checks}
    judged = {
        planned.check.id: judge.judged(observed[job_id])
        for planned in plan.checks
        if (job_id := plan.job_id(planned.check.id)) in observed
    }
    handed_in = file or _NO_FILE
    load_error = handed_in.unreadable or _load_error(load, handed_in.whole)
    fault = str(missing) if missing else _unread(file) or observations.fault
    waiting = interrupted if file is not None and load_error is None else ""
    seen = Seen(judged, handed_in, load_error, fault, observer.limits, missing, waiting)
    results: dict[str, CheckResult] = {}
    for planned in _needed_first(ready.checks):
        results[planned.check.id] = check_result(ready, planned, seen, results)
    callees = judge.callees(ready)
    results = waiting_for_callees(results, callees)
    if composer is not None and not fault and not interrupted:
        results = follow_through(ready, seen, results, callees, composer)
    results = counted(ready.checks, results)
    return ExerciseResult(
        chapter=ready.chapter.folder,
        chapter_title=ready.chapter.title.in_languages(plan.languages),
        name=plan.name,
        title=plan.exercise.about.title.in_languages(plan.languages),
        file=handed_in.path,
        checks=tuple(results[planned.check.id] for planned in ready.checks),
        submitted=file is not None,
        load_error=load_error,
        definitions_only=load.definitions_only if load else False,
        output=load.output if load else "",
        weight=ready.weight,
        cells=handed_in.cells,
        helpers=handed_in.helper_files,
        to_look_at=judge.unclear(plan.name),
        evidence=_load_evidence(plan, handed_in, load_error),
        hints=submission.hints.get(plan.name, ()),
    )


def _unread(file: SubmittedFile | None) -> str:
    """Why a file was not read, which is a fault: nothing is known of it, so that it can give no score."""
    if file is None or not file.unread or file.unreadable is None:
        return ""
    return f"{file.path} was not read: {file.unreadable.message}"


def _needed_first(checks: Sequence[PlannedCheck]) -> list[PlannedCheck]:
    """The checks in an order in which each comes after those that it needs."""
    by_id = {planned.check.id: planned for planned in checks}
    needs = {id: [needed for needed in planned.check.needs if needed in by_id] for id, planned in by_id.items()}
    return [by_id[id] for id in TopologicalSorter(needs).static_order()]


def _load_evidence(plan: Plan, file: SubmittedFile, error: ErrorInfo | None) -> tuple[Evidence, ...]:
    try:
        return () if error is None else load_evidence(file.text, plan.exercise.reference_source, error)
    except RecursionError:
        return ()


def _load_error(load: LoadObservation | None, text: str) -> ErrorInfo | None:
    if load is None or (load.raised is None and load.stopped is None):
        return None
    error = error_of(load.raised or load.stopped)  # type: ignore[arg-type]
    return msgspec.structs.replace(error, source=line_of(text, error.line))
