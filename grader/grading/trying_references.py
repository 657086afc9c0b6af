"""Runs references of a few exercises as learners' code is run: what isolation refuses them, it refuses learners."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grader.course.discovery import Course
from grader.course.files import read_source
from grader.course.loading import load_exercise
from grader.course.seeds import seed_of
from grader.errors import AuthoringError
from grader.execution.boundary import Observer
from grader.execution.jobs import Job
from grader.execution.preloading import libraries_in
from grader.grading.plans import Plan, make_plan
from grader.wire.messages import Outcome, Raised, Source, Stopped

_SECONDS = 60.0
_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class TriedReference:
    """A reference that was run, and what went wrong ("" if nothing did)."""

    exercise: str
    why: str


def try_references(course: Course, observer: Observer) -> Iterator[TriedReference]:
    """Run one reference for each combination of libraries that the course's exercises use."""
    for plan in _sample(course):
        source = Source(plan.name, f"{plan.name}.py", plan.exercise.reference_source)
        observations = observer.observe(Job((source,), plan.jobs(_SECONDS)))
        failed = [load.raised or load.stopped for load in observations.loads if load.raised or load.stopped]
        outcomes = [case.outcome for check in observations.checks for case in check.cases]
        why = observations.fault or next(filter(None, map(_refusal, (*failed, *outcomes))), "")
        yield TriedReference(plan.name, why)


def _sample(course: Course) -> Iterator[Plan]:
    seen: set[tuple[str, ...]] = set()
    for files in course.exercises:
        if len(seen) == _AT_MOST:
            return
        try:
            libraries = libraries_in(files.settings.libraries, *map(read_source, (files.reference, files.checks)))
            if libraries in seen:
                continue
            loaded = load_exercise(files)
        except AuthoringError:
            continue  # `grader validate` reports it
        seen.add(libraries)
        yield make_plan(loaded, seed_of(course.settings, 0))


def _refusal(outcome: Outcome | None) -> str:
    """What isolation has refused, or why the process ended; a reference raises other exceptions on purpose."""
    if isinstance(outcome, Stopped):
        return f"{outcome.limit} {outcome.detail}".strip()
    if isinstance(outcome, Raised) and {"OSError", "SystemError", "ImportError"} & {outcome.type_name, *outcome.bases}:
        return f"{outcome.type_name}: {outcome.message}"[:300]
    return ""
