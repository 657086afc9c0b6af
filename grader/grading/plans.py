"""A plan: one exercise in one variant, ready to be observed and judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from grader.authoring import Check, Mistake
from grader.course.draws import DrawnCase, draw_cases
from grader.course.loading import LoadedExercise
from grader.errors import LibraryMissing
from grader.execution.jobs import CheckJob
from grader.execution.preloading import libraries_in
from grader.wire.messages import Probe


@dataclass(frozen=True)
class PlannedCheck:
    """A check with its probe cut out and its cases drawn."""

    check: Check
    probe: Probe
    cases: tuple[DrawnCase, ...]

    @property
    def has_folders(self) -> bool:
        """Whether some case needs files on disk."""
        return any(case.folders for case in self.cases)


@dataclass(frozen=True)
class Plan:
    """One exercise in one variant: everything that is determined by its files and the seed. `called` is a name of its
    own, where several plans of one exercise run together."""

    exercise: LoadedExercise
    seed: int
    checks: tuple[PlannedCheck, ...]
    called: str = ""

    @property
    def name(self) -> str:
        """The exercise's name, which is also that of its module."""
        return self.called or self.exercise.files.name

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its course."""
        return self.exercise.files.settings.languages

    @cached_property
    def mistakes(self) -> dict[str, Mistake]:
        """The exercise's mistakes by id."""
        return {mistake.id: mistake for mistake in self.exercise.mistakes}

    @cached_property
    def libraries(self) -> tuple[str, ...]:
        """The course's libraries that the reference and the probes import."""
        exercise = self.exercise
        return _libraries_of(exercise.files.settings.libraries, exercise.reference_source, exercise.checks_source)

    def job_id(self, check_id: str) -> str:
        """A check's id in a job, which is unique although other exercises may have a check of the same name."""
        return f"{self.name}:{check_id}"

    def jobs(self, default_limit: float, *, only: frozenset[str] | None = None) -> tuple[CheckJob, ...]:
        """The jobs of a worker: all checks, or those with these ids."""
        jobs = self._jobs
        if default_limit not in jobs:
            jobs[default_limit] = {planned.check.id: self._job(planned, default_limit) for planned in self.checks}
        return tuple(job for id, job in jobs[default_limit].items() if only is None or id in only)

    @cached_property
    def _jobs(self) -> dict[float, dict[str, CheckJob]]:
        """The jobs by default time limit, created once for all submissions."""
        return {}

    def _job(self, planned: PlannedCheck, default_limit: float) -> CheckJob:
        return CheckJob(
            id=self.job_id(planned.check.id),
            module=self.name,
            of=planned.check.of,
            probe=planned.probe,
            cases=tuple(case.arguments for case in planned.cases),
            time_limit=planned.check.time_limit or default_limit,
            hidden=planned.check.hidden,
            after=tuple(map(self.job_id, planned.check.needs)),
            folders=tuple(case.folders for case in planned.cases) if planned.has_folders else (),
        )


# The same under each name that a plan has.
_libraries_of = lru_cache(maxsize=64)(libraries_in)


def make_plan(exercise: LoadedExercise, seed: int) -> Plan:
    """Draw every case of an exercise.

    Raises:
        AuthoringError: if a case cannot be drawn.
    """
    checks = tuple(PlannedCheck(check, exercise.probes[check.id], draw_cases(check, seed)) for check in exercise.checks)
    return Plan(exercise, seed, checks)


def missing_library(needed: Iterable[str], unavailable: Mapping[str, str]) -> LibraryMissing | None:
    """The first needed library that workers cannot import; `unavailable` maps each such library to the reason."""
    found = next((library for library in needed if library in unavailable), None)
    return None if found is None else LibraryMissing(found, unavailable[found])
