"""Making recordings: running the reference, its other styles and every mistake in separate children, and measuring
tolerances."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from grader.authoring import Curve, Mistake
from grader.course.draws import DrawnCase
from grader.course.loading import LoadedExercise
from grader.course.names import concerns
from grader.errors import AuthoringError, Place
from grader.execution.boundary import NOTHING
from grader.execution.jobs import CaseObservation, CheckJob, CheckObservation, Job, LoadObservation, Observations
from grader.execution.preloading import libraries_in
from grader.execution.references import ReferencePool, Wanted, reference_pool
from grader.grading.curves import cost_job, floats_of, grid_of
from grader.grading.extents import why_not_recorded
from grader.grading.one_answer import refuse_alike
from grader.grading.plans import Plan, PlannedCheck, missing_library
from grader.grading.recording_store import RecordingStore, recording_key
from grader.grading.recordings import CaseRecording, CheckRecording, CostCurve, ExerciseRecording, MistakeRecording
from grader.grading.shipped_recordings import shipped_here
from grader.grading.stopped_versions import why_stopped, why_unmeasured
from grader.grading.submissions import definition_line
from grader.numerics.allowances import Tolerance
from grader.numerics.tolerance import RUNS
from grader.numerics.transfer import transferred
from grader.numerics.widening import exceeds, widened
from grader.wire.arguments import changed_arguments
from grader.wire.messages import Measured, Missing, Raised, Returned, Source, Stopped, Unrun


def recording_of(plan: Plan, store: RecordingStore, progress: Callable[[str], None] | None = None) -> ExerciseRecording:
    """The plan's recording: one that came with the course and was made in surroundings like these, or read from the
    store, or made and stored. `progress` is called with what is being made.

    Raises:
        AuthoringError: if the reference raises unexpectedly, hangs or crashes, or its observation is not stable under
            round-off; if a mistake or another style cannot be run.
        LibraryMissing: if a library that it needs cannot be imported.
        WorkerFault: if the grader itself fails.
    """
    exercise = plan.exercise
    key = recording_key(plan.seed, *exercise.texts)
    recording = shipped_here(exercise, plan.seed) or store.read(key)
    if recording is None:
        if progress is not None:
            progress(exercise.files.name)
        recording = make_recording(plan)
        store.write(key, recording)
    return recording


def make_recording(plan: Plan, *, mistakes_of: str | None = None) -> ExerciseRecording:
    """Run the reference, its other styles, its alternatives and every mistake (or those of one function), each in a
    child of its own.

    Raises:
        LibraryMissing: if a library that they need cannot be imported.
    """
    pool = pool_of(plan.exercise)
    missing = missing_library(plan.libraries, pool.observe(NOTHING).unavailable)
    if missing is not None:
        raise missing
    making = _Making(plan, pool)
    checks = making.widened_by_styles(making.reference())
    checks = making.with_alternatives(checks)
    mistakes = [one for one in plan.exercise.mistakes if mistakes_of is None or concerns(one.of, mistakes_of)]
    return ExerciseRecording(checks, making.mistakes(checks, mistakes))


@dataclass(frozen=True)
class Wrong:
    """A wrong version that is to be run: what is kept of it beside its observations, the mistake that says whose place
    it takes, and the text of the exercise with it."""

    as_recorded: MistakeRecording
    mistake: Mistake
    text: str


def recordings_of(
    plan: Plan, wrong: Sequence[Wrong], checks: Mapping[str, CheckRecording]
) -> tuple[MistakeRecording, ...]:
    """The observations of wrong versions that nobody has declared as they are; those that cannot be run are left out.

    Raises:
        WorkerFault: if the grader itself fails.
    """
    return tuple(_Making(plan, pool_of(plan.exercise)).wrong_versions(wrong, checks, tolerant=True))


def pool_of(exercise: LoadedExercise) -> ReferencePool:
    """Where the author's own code of an exercise runs, with the libraries that any of its files imports."""
    sources = (exercise.reference_source, exercise.checks_source, exercise.mistakes_source)
    return reference_pool(
        libraries_in(exercise.files.settings.libraries, *sources, *(style.source for style in exercise.styles))
    )


@dataclass(frozen=True)
class _Version:
    """A version of the exercise that is to be run: its name for a reader, its text and its place."""

    called: str
    text: str
    place: Place
    is_file: bool = True
    """Whether the text is that of the file; for a mistake it is not, and the place is that of its declaration."""

    def place_of(self, function: str) -> Place:
        """The place where one of its functions is defined."""
        line = definition_line(self.text, function) if self.is_file else None
        return Place(self.place.file, line) if line else self.place


@dataclass(frozen=True)
class _Asked:
    """A version whose answers are measured: what it gave, by check, and of which of its cases (None: of all)."""

    version: _Version
    observed: Mapping[str, CheckObservation]
    only: Mapping[str, tuple[int, ...]] | None = None

    def returned(self, check: str) -> tuple[int, ...]:
        """The numbers of the cases of a check, among those asked for, in which it returned something."""
        if check not in self.observed:
            return ()
        cases = self.observed[check].cases
        numbers = range(len(cases)) if self.only is None else self.only[check]
        return tuple(number for number in numbers if isinstance(cases[number].outcome, Returned))


class _Making:
    """Makes the recording of one exercise."""

    def __init__(self, plan: Plan, pool: ReferencePool) -> None:
        self._plan = plan
        self._pool = pool
        self._jobs = {
            job.id: msgspec.structs.replace(job, hidden=False, after=()) for job in plan.jobs(pool.limits.check_seconds)
        }

    def reference(self) -> dict[str, CheckRecording]:
        """The reference's observations, with measured tolerances and the cost curves that plots need."""
        files = self._plan.exercise.files
        version = _Version("the reference", self._plan.exercise.reference_source, Place(files.reference, 1))
        recordings = self._recorded(version, self._plan.checks)
        for planned in self._plan.checks:
            refuse_alike(planned, recordings[planned.check.id].cases)
        return self._with_curves(version, recordings)

    def with_alternatives(self, checks: dict[str, CheckRecording]) -> dict[str, CheckRecording]:
        """The recordings, with the observations of each alternative for the checks that accept it; its tolerances are
        measured like the reference's."""
        exercise = self._plan.exercise
        accepted = {id for planned in self._plan.checks for id in planned.check.expectation.alternatives}
        if not accepted:
            return checks
        found = dict(checks)
        for alternative in exercise.alternatives:
            accepting = [one for one in self._plan.checks if alternative.id in one.check.expectation.alternatives]
            text = exercise.with_version(alternative)
            version = _Version(f"the alternative `{alternative.id}`", text, alternative.place, is_file=False)
            recorded = self.widened_by_styles(self._recorded(version, accepting)) if accepting else {}
            for id, recording in recorded.items():
                others = found[id].alternatives | {alternative.id: recording.cases}
                found[id] = CheckRecording(found[id].cases, found[id].cost_curves, others)
        return found

    def _recorded(self, version: _Version, checks: Sequence[PlannedCheck]) -> dict[str, CheckRecording]:
        """A right version's observations, with measured tolerances."""
        observed = self._observed(version, checks)
        outcomes = {one.check.id: self._outcomes(version, one, observed[one.check.id]) for one in checks}
        for planned in checks:
            self._refuse_unexpected(version, planned, outcomes[planned.check.id])
            self._refuse_unfit(planned, outcomes[planned.check.id])
        (tolerances,) = self._tolerances([_Asked(version, observed)], RUNS)
        recordings = {}
        for planned in checks:
            id = planned.check.id
            cases = tuple(
                _recording(case, outcome, tolerances.get((id, number)))
                for number, (case, outcome) in enumerate(zip(planned.cases, outcomes[id], strict=True))
            )
            recordings[id] = CheckRecording(cases)
        return recordings

    def widened_by_styles(self, checks: dict[str, CheckRecording]) -> dict[str, CheckRecording]:
        """The recordings, with wider tolerances where a right answer in another style has more round-off error.

        One run with perturbed rounding finds the styles that may; these are then measured like the reference.
        """
        compared = [one for one in self._compared() if one.check.id in checks]
        versions = [
            _Version(f"the style `{style.name}`", style.source, Place(style.file, 1))
            for style in self._plan.exercise.styles
        ]
        jobs = [self._job(version, compared) for version in versions]
        asked = [
            _Asked(version, self._by_check(version, observations))
            for version, observations in zip(versions, self._pool.observe_all(jobs), strict=True)
        ]
        for one, once in zip(asked, self._tolerances(asked, 1, tolerant=True), strict=True):
            wanted = {
                id: tuple(
                    number
                    for number, (recording, case) in enumerate(zip(checks[id].cases, observation.cases, strict=True))
                    if (tolerance := once.get((id, number))) is not None and _rounds_more(recording, case, tolerance)
                )
                for id, observation in one.observed.items()
            }
            (tolerances,) = self._tolerances([_Asked(one.version, one.observed, wanted)], RUNS, tolerant=True)
            checks = _widened(checks, one.observed, tolerances)
        return checks

    def mistakes(
        self, checks: Mapping[str, CheckRecording], mistakes: Sequence[Mistake]
    ) -> tuple[MistakeRecording, ...]:
        """Each mistake's observations for the checks that concern its function."""
        exercise = self._plan.exercise
        wrong = [Wrong(MistakeRecording(one.id, {}), one, exercise.with_version(one)) for one in mistakes]
        return tuple(self.wrong_versions(wrong, checks))

    def wrong_versions(
        self, wrong: Sequence[Wrong], checks: Mapping[str, CheckRecording], *, tolerant: bool = False
    ) -> Iterator[MistakeRecording]:
        """Each wrong version's observations for the checks that concern its function; one that cannot be run has none
        if `tolerant`, and is refused otherwise."""
        versions = [
            _Version(f"the mistake `{one.mistake.id}`", one.text, one.mistake.place, is_file=False) for one in wrong
        ]
        concerned = [
            [check for check in self._plan.checks if concerns(check.check.of, one.mistake.of)] for one in wrong
        ]
        jobs = [self._job(version, planned) for version, planned in zip(versions, concerned, strict=True)]
        for one, version, planned, observations in zip(
            wrong, versions, concerned, self._pool.observe_all(jobs), strict=True
        ):
            try:
                cases = dict(self._cases(version, planned, observations, checks))
            except AuthoringError:
                if not tolerant:
                    raise
                continue
            yield msgspec.structs.replace(one.as_recorded, checks=cases)

    def _cases(
        self,
        version: _Version,
        checks: Sequence[PlannedCheck],
        observations: Observations,
        right: Mapping[str, CheckRecording],
    ) -> Iterator[tuple[str, tuple[CaseRecording, ...]]]:
        observed = self._by_check(version, observations)
        for planned in checks:
            outcomes = self._outcomes(version, planned, observed[planned.check.id])
            cases = zip(planned.cases, outcomes, right[planned.check.id].cases, strict=True)
            yield planned.check.id, tuple(with_tolerance(*case) for case in cases)

    def _compared(self) -> list[PlannedCheck]:
        return [planned for planned in self._plan.checks if planned.check.expectation.compares]

    def _job(self, version: _Version, checks: Sequence[PlannedCheck], more: Sequence[CheckJob] = ()) -> Job:
        source = self._source(version)
        jobs = [*(self._jobs[self._plan.job_id(planned.check.id)] for planned in checks), *more]
        return Job((source,), tuple(msgspec.structs.replace(job, module=source.module) for job in jobs))

    def _source(self, version: _Version) -> Source:
        # Where processes cannot be forked, versions share one, so each is a separate module.
        name = f"{self._plan.name}_{hashlib.blake2b(version.text.encode(), digest_size=8).hexdigest()}"
        return Source(name, str(version.place.file), version.text)

    def _observed(self, version: _Version, checks: Sequence[PlannedCheck]) -> dict[str, CheckObservation]:
        (observations,) = self._pool.observe_all([self._job(version, checks)])
        return self._by_check(version, observations)

    def _by_check(self, version: _Version, observations: Observations) -> dict[str, CheckObservation]:
        for load in observations.loads:
            _refuse_unloaded(version, load)
        prefix = self._plan.job_id("")
        return {observation.id.removeprefix(prefix): observation for observation in observations.checks}

    def _outcomes(
        self, version: _Version, planned: PlannedCheck, observation: CheckObservation
    ) -> list[Returned | Raised | Missing]:
        """The outcome of each case, none of which was stopped.

        Raises:
            AuthoringError: if one was stopped, with the case.
        """
        outcomes: list[Returned | Raised | Missing] = []
        for number, case in enumerate(observation.cases):
            if isinstance(case.outcome, (Stopped, Unrun)):
                why = why_stopped(case.outcome, self._jobs[self._plan.job_id(planned.check.id)].time_limit)
                name = self._case_name(planned, number)
                raise AuthoringError(
                    f"{version.called} {why} on {name} of check `{planned.check.id}`",
                    version.place_of(planned.check.of),
                )
            outcomes.append(case.outcome)
        return outcomes

    def _refuse_unexpected(
        self, version: _Version, planned: PlannedCheck, outcomes: Sequence[Returned | Raised | Missing]
    ) -> None:
        """Refuse a reference that raises although its check declares no error."""
        check = planned.check
        for number, outcome in enumerate(outcomes):
            if not isinstance(outcome, Raised) or check.expectation.expects_error:
                continue
            line = outcome.frames[-1].line if outcome.frames else None
            place = Place(version.place.file, line) if line else check.place
            name = self._case_name(planned, number)
            raise AuthoringError(
                f"{version.called} raises {outcome.type_name}: {outcome.message} (on {name} of check `{check.id}`); "
                "if the check is to expect an error, write expect=raises(...)",
                place,
            )

    def _refuse_unfit(self, planned: PlannedCheck, outcomes: Sequence[Returned | Raised | Missing]) -> None:
        """Refuse an observation of the reference that no learner could be compared with."""
        check = planned.check
        for number, outcome in enumerate(outcomes):
            if isinstance(outcome, Returned):
                why = why_not_recorded(outcome.value, compares=check.expectation.compares)
                if why:
                    name = self._case_name(planned, number)
                    raise AuthoringError(f"check `{check.id}`: what its probe returns on {name} {why}", check.place)

    def _case_name(self, planned: PlannedCheck, number: int) -> str:
        label = planned.cases[number].label
        return f'the case "{label}"' if label else f"case {number + 1}"

    def _tolerances(
        self, asked: Sequence[_Asked], runs: int, *, tolerant: bool = False
    ) -> list[dict[tuple[str, int], Tolerance]]:
        """For each version the tolerance of each case that is compared with the reference's numbers, by check and case
        number.

        A case that cannot be measured has none if `tolerant`, and is refused otherwise.
        """
        requests = [(number, *request) for number, one in enumerate(asked) for request in self._requests(one, runs)]
        measured = self._pool.measure_all([wanted for _, _, wanted in requests])
        found: list[dict[tuple[str, int], Tolerance]] = [{} for _ in asked]
        for (number, planned, wanted), tolerances in zip(requests, measured, strict=True):
            for case, tolerance in zip(wanted.cases, tolerances, strict=True):
                if isinstance(tolerance, Measured) and not tolerance.unstable:
                    found[number][planned.check.id, case] = Tolerance(tolerance.allowed, tolerance.unmeasured)
                elif not tolerant:
                    raise AuthoringError(
                        f"check `{planned.check.id}`: the answer of {asked[number].version.called} changes with "
                        f"rounding ({why_unmeasured(tolerance)})",
                        planned.check.place,
                    )
        return found

    def _requests(self, asked: _Asked, runs: int) -> Iterator[tuple[PlannedCheck, Wanted]]:
        source = self._source(asked.version)
        for planned in self._compared():
            cases = asked.returned(planned.check.id)
            if cases:
                job = msgspec.structs.replace(self._jobs[self._plan.job_id(planned.check.id)], module=source.module)
                yield planned, Wanted(source, job, cases, self._plan.exercise.about.precision, runs)

    def _with_curves(self, version: _Version, recordings: dict[str, CheckRecording]) -> dict[str, CheckRecording]:
        asked: dict[str, tuple[PlannedCheck, Curve, tuple[float, ...]]] = {}
        jobs: list[CheckJob] = []
        for planned in self._plan.checks:
            for curve in planned.check.curves:
                grid = grid_of(curve, recordings[planned.check.id].cases[0])
                if grid:
                    id = f"cost curve {len(jobs)}"
                    asked[id] = (planned, curve, grid)
                    jobs.append(cost_job(id, self._plan.name, curve, planned, grid))
        if not jobs:
            return recordings
        (observations,) = self._pool.observe_all([self._job(version, (), jobs)])
        for observation in observations.checks:
            planned, curve, grid = asked[observation.id]
            costs = floats_of(observation.cases[0].outcome)
            if len(costs) != len(grid):
                raise AuthoringError(
                    f"a curve of check `{planned.check.id}` is on `{curve.on_cost}`, which is not a function "
                    f"`{curve.on_cost}(xs, ys, w)` of the case's own xs and ys",
                    planned.check.place,
                )
            recording = recordings[planned.check.id]
            curves = recording.cost_curves | {curve.of: CostCurve(grid, costs)}
            recordings[planned.check.id] = CheckRecording(recording.cases, curves)
        return recordings


def _refuse_unloaded(version: _Version, load: LoadObservation) -> None:
    if load.raised is not None:
        line = load.raised.frames[-1].line if load.raised.frames else version.place.line
        raise AuthoringError(
            f"{version.called} does not load: executing it raised {load.raised.type_name}: {load.raised.message}",
            Place(version.place.file, line),
        )
    if load.stopped is not None:
        raise AuthoringError(f"{version.called} does not load: it {why_stopped(load.stopped, None)}", version.place)


def _rounds_more(recording: CaseRecording, case: CaseObservation, tolerance: Tolerance) -> bool:
    if not isinstance(recording.outcome, Returned) or not isinstance(case.outcome, Returned):
        return False
    return exceeds(recording.outcome.value, recording.tolerance or Tolerance(), case.outcome.value, tolerance)


def _widened(
    checks: Mapping[str, CheckRecording],
    observed: Mapping[str, CheckObservation],
    tolerances: Mapping[tuple[str, int], Tolerance],
) -> dict[str, CheckRecording]:
    wider = dict(checks)
    for (id, number), tolerance in tolerances.items():
        cases = list(wider[id].cases)
        recording, outcome = cases[number], observed[id].cases[number].outcome
        if isinstance(recording.outcome, Returned) and isinstance(outcome, Returned):
            before = recording.tolerance or Tolerance()
            allowed = widened(recording.outcome.value, before, outcome.value, tolerance)
            allowed = msgspec.structs.replace(allowed, unmeasured=before.unmeasured)
            cases[number] = CaseRecording(recording.outcome, allowed, recording.changed)
            wider[id] = CheckRecording(tuple(cases), wider[id].cost_curves, wider[id].alternatives)
    return wider


def _recording(
    case: DrawnCase, outcome: Returned | Raised | Missing, tolerance: Tolerance | None = None
) -> CaseRecording:
    if not isinstance(outcome, Returned):
        return CaseRecording(outcome)
    changed = changed_arguments(case.arguments, outcome, case.handed_over)
    return CaseRecording(Returned(outcome.value, outcome.container), tolerance, changed)


def with_tolerance(case: DrawnCase, outcome: Returned | Raised | Missing, reference: CaseRecording) -> CaseRecording:
    """The recording of a version near the reference, whose tolerance is transferred from the reference's."""
    if not isinstance(outcome, Returned):
        return CaseRecording(outcome)
    right = reference.outcome.value if isinstance(reference.outcome, Returned) else None
    return _recording(case, outcome, transferred(right, reference.tolerance or Tolerance(), outcome.value))
