"""Chooses what grades a class, and starts it: this process, processes of this machine, or a cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from grader.cohort import executors
from grader.cohort.assignment import Assignment
from grader.cohort.course_copies import course_copy
from grader.cohort.executors import Executor, InThisProcess, cores
from grader.cohort.intake import Pending
from grader.cohort.processes import Processes
from grader.cohort.station import Station
from grader.cohort.work import Setup
from grader.commands import grading_setup, safeguards
from grader.errors import WorkerFault
from grader.execution.jobs import Isolation
from grader.execution.machine import reached_isolation
from grader.grading.check_verdicts import Ready
from grader.grading.recording_store import RecordingStore, default_folder
from grader.records.choosing import Version
from grader.records.marking import read_version
from grader.records.notes import Refused
from grader.records.policies import Shown
from grader.reports.language import Language
from grader.wire.levels import SAFE, is_below

_LOOKED_AT = 100
"""What so many hand-ins import is imported ahead; what only others import is, when it is met."""


@dataclass(frozen=True)
class Means:
    """What a class is graded with: the options of `grader grade` that are neither what to take in nor what counts.

    Attributes:
        gradebook: its URL, file or folder; by default a file in the output folder.
        jobs: how many hand-ins to grade at a time; by default the number of cores.
        assignment: its name in the gradebook; by default made from the selected exercises.
        guess_names: whether a file of another name is taken for the exercise whose functions it defines.
        settings: how code is run.
        cluster: the address of a Dask cluster, or `local:N`; empty for this machine.
        cluster_tls: the files of the certificate authority, the certificate and its key, for a cluster that asks.
    """

    gradebook: str | None = None
    jobs: int | None = None
    assignment: str = ""
    guess_names: bool = False
    settings: grading_setup.Settings = field(default_factory=grading_setup.Settings)
    cluster: str = ""
    cluster_tls: tuple[Path, Path, Path] | None = None


@contextmanager
def open_executor(
    assignment: Assignment, means: Means, pending: Pending, language: Language, shown: Shown
) -> Iterator[Executor]:
    """What grades what is pending, ready to do so.

    Raises:
        IsolationTooWeak: if learners' code would run under isolation that is weaker than required.
        AuthoringError, WorkerFault: if the exercises cannot be prepared, or nothing can be graded.
    """
    setup = _setup(assignment, pending, language, shown)
    prepared: list[Ready] = []
    executor = _started(setup, assignment, means, len(pending.first) + len(pending.second), prepared)
    try:
        # What references give is recorded here, once, while the workers start.
        for variant in assignment.variants(pending.versions()):
            for selection in assignment.selections:
                there = selection.exercise.name in setup.handed_in
                prepared.append(assignment.preparer.selected(selection, variant, handed_in=there))
        grading_setup.tell_tried(assignment.preparer)
        _secure(executor.isolation(), means.settings.require_isolation)
        yield executor
    finally:
        executor.close()


def _setup(assignment: Assignment, pending: Pending, language: Language, shown: Shown) -> Setup:
    handed_in = assignment.exercises_in(pending.versions())
    exercises = [one.exercise for one in assignment.selections if one.exercise.name in handed_in]
    return Setup(
        str(assignment.course.root),
        assignment.chosen,
        handed_in,
        assignment.seed_given,
        None if assignment.key is None else (assignment.key.kind, assignment.key.text),
        assignment.time_limit,
        language.code,
        shown,
        grading_setup.libraries_for(assignment.course.settings, _sources(pending.versions()), exercises),
        follow_through=assignment.follow_through,
    )


def _started(setup: Setup, assignment: Assignment, means: Means, hand_ins: int, prepared: Sequence[Ready]) -> Executor:
    if means.cluster:
        return _on_dask(setup, assignment, means, prepared)
    jobs = means.jobs or cores()
    processes = executors.processes_for(hand_ins, jobs)
    # Where recordings are not kept, each process would have to make its own.
    if processes > 1 and RecordingStore(default_folder()).is_writable():
        return Processes(setup, processes)
    own = ExitStack()
    observer = own.enter_context(
        grading_setup.pool_with(setup.preload, assignment.course.settings, assignment.time_limit)
    )
    station = Station(setup, assignment.course, observer, assignment.preparer)
    return InThisProcess(station, jobs, lambda: reached_isolation(observer), observer.close, own.close)


def _on_dask(setup: Setup, assignment: Assignment, means: Means, prepared: Sequence[Ready]) -> Executor:
    try:
        from grader.cohort.dask_cluster import OnDask
    except ImportError as error:
        raise WorkerFault(
            "--cluster needs Dask (%(error)s): pip install 'grader[cluster]'", error=str(error)
        ) from error
    course, required = assignment.course, means.settings.require_isolation

    def copy() -> bytes:
        return course_copy(course, (ready for ready in prepared if ready.plan.name in setup.handed_in))

    return OnDask(setup, means.cluster, required, copy, means.cluster_tls)


def _secure(reached: Isolation, required: str) -> None:
    """Refuse isolation that is weaker than required, and warn of isolation that is weaker than a class needs."""
    safeguards.require_reached(reached, required)
    if is_below(reached.level, SAFE):
        safeguards.tell_weak_isolation(reached.level, reached.missing)


def _sources(versions: Iterable[Version]) -> Iterator[str]:
    """The texts of some of the files that will be graded, one after another."""
    for version in islice(versions, _LOOKED_AT):
        try:
            submission = read_version(version)
        except Refused:
            continue  # grading it adds the note
        yield from (file.whole for file in submission.files.values())
