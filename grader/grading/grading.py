"""Grading one submission: job, observations, verdicts, diagnosis, result."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from graphlib import TopologicalSorter
from importlib.metadata import PackageNotFoundError, version

import msgspec

import grader
from grader.course.settings import CourseSettings
from grader.errors import LibraryMissing
from grader.execution.boundary import NOTHING, Observer
from grader.execution.jobs import CheckJob, Job, LoadObservation, Observations
from grader.execution.preloading import libraries_in
from grader.grading.broken_rules import RuleBook, watched
from grader.grading.case_verdicts import error_of
from grader.grading.check_verdicts import Ready, Seen, check_result, counted
from grader.grading.composing import Composer
from grader.grading.diagnosis.callees import waiting_for_callees
from grader.grading.diagnosis.families import families_of, with_repeated
from grader.grading.diagnosis.follow_through import Asking, follow_through
from grader.grading.diagnosis.gathering import load_evidence
from grader.grading.diagnosis.unexplained import with_smallest_edits
from grader.grading.helpers import helper_texts
from grader.grading.judge import Judge, not_isolated
from grader.grading.plans import Plan, PlannedCheck, missing_library
from grader.grading.result import (
    NOTHING_RAN,
    SCHEMA_VERSION,
    CheckResult,
    DrawnFrom,
    Environment,
    ErrorInfo,
    ExerciseResult,
    FollowThrough,
    IsolationInfo,
    Result,
    Role,
)
from grader.grading.submissions import Submission, SubmittedFile, line_of
from grader.grading.unnamed import with_excerpts
from grader.source.evidence import Evidence
from grader.source.structure import structure_digest
from grader.wire.messages import Helper, Source

_NO_FILE = SubmittedFile("", "")


@dataclass(frozen=True)
class Run:
    """What is the same for a whole run: the course's settings, the variant, the seed, where the seed comes from,
    whether the course has a glossary, and for how many seconds the smallest edit of a wrong function is looked for (0:
    not at all). `composer` judges functions given those that they call; without one, they wait. `follow_through` is
    what those earn that are right on top of wrong ones. Without `for_instructors`, what only they are shown of a file
    is left out: where a rule may be broken unseen, and its structure.
    """

    course: CourseSettings
    variant: int
    seed: int
    drawn_from: DrawnFrom = "seed"
    glossary: bool = False
    composer: Composer | None = None
    edit_seconds: float = 0.0
    follow_through: FollowThrough = "full"
    for_instructors: bool = True


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
    judge = Judge(exercises, job, books)

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
                run,
            )
            for ready in exercises
        )
        return _result(submission, graded, observations, run, began, observations.fault or interrupted)

    try:
        observations = observer.observe(job, judge.hear) if job.checks else not_isolated((), NOTHING_RAN)
    except KeyboardInterrupt as interruption:
        if unfinished is not None:
            unfinished(result(judge.observed_so_far(), str(interruption) or "interrupted"))
        raise
    graded = result(observations)
    if not run.edit_seconds or graded.fault:
        return graded
    try:
        return with_smallest_edits(graded, exercises, job.sources, submission, observer, run.edit_seconds)
    except KeyboardInterrupt:
        if unfinished is not None:
            unfinished(graded)
        raise


def _result(
    submission: Submission,
    graded: tuple[ExerciseResult, ...],
    observations: Observations,
    run: Run,
    began: datetime,
    fault: str,
) -> Result:
    graded = with_repeated(run.course, graded)
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
        families=families_of(run.course, graded),
        refused_calls=observations.refused,
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
        sources.append(source_of(ready, file, books[ready.plan.name]))
        checks += ready.plan.jobs(check_seconds, only=ready.only)
    return Job(tuple(sources), tuple(checks))


def source_of(ready: Ready, file: SubmittedFile, book: RuleBook) -> Source:
    """A learner's exercise file with its helpers, as it is run."""
    helpers = tuple(Helper(name, f"{name}.py", *text) for name, text in helper_texts(file).items())
    return Source(
        ready.plan.name,
        f"{ready.plan.name}.py",
        file.text,
        watched(ready.plan.exercise.about.rules),
        helpers,
        book.allowed(),
        book.runs_without_gradients(),
    )


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


def _exercise_result(
    ready: Ready,
    submission: Submission,
    observations: Observations,
    observer: Observer,
    judge: Judge,
    missing: LibraryMissing | None,
    interrupted: str,
    run: Run,
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
    if run.composer is not None and not fault and not interrupted:
        book = judge.book(ready)
        asking = Asking(observer, source_of(ready, handed_in, book), book, run.follow_through)
        results = follow_through(ready, seen, results, callees, run.composer, asking)
    results = counted(ready.checks, results)
    if ready.explained:
        results = with_excerpts(ready, seen, results)
    keeps = ready.explained and run.for_instructors
    written = keeps and any(one.status not in ("not_attempted", "fault") for one in results.values())
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
        to_look_at=judge.unclear(plan.name) if run.for_instructors else (),
        evidence=_load_evidence(plan, handed_in, load_error),
        hints=submission.hints.get(plan.name, ()),
        recorded=ready.recorded,
        structure=structure_digest(handed_in.text) if written else "",
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
