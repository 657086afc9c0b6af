"""Finding the recording of a plan: one that came with the course, one that was made here before, or a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.errors import CourseError
from grader.execution.boundary import Observer
from grader.grading.agreement import agrees
from grader.grading.plans import Plan
from grader.grading.recording_store import RecordingStore, recording_key
from grader.grading.recordings import ExerciseRecording
from grader.grading.reference_runs import pool_of, recording_of
from grader.grading.result import Recorded
from grader.grading.shipped_recordings import current_header, shipped_here, shipped_seed, unpacked


@dataclass(frozen=True, slots=True)
class Found:
    """A recording, and where it was recorded."""

    recording: ExerciseRecording
    recorded: Recorded


class RecordingFinder:
    """Finds recordings.

    One that came with the course and was made in other surroundings is used only if a sample of it agrees with what the
    reference gives here. That it does is remembered in the store; `held` and `differed` name the exercises that were
    tried by this finder. They are tried with `observer` or, if it is None, in a pool of references.

    A release kit has no reference: what it holds is used as it is. `given` names the exercises where that was made in
    other surroundings, the first time.
    """

    def __init__(
        self, store: RecordingStore, announce: Callable[[str], None] | None = None, observer: Observer | None = None
    ) -> None:
        self._store = store
        self._announce = announce
        self._observer = observer
        self.held: list[str] = []
        self.differed: list[str] = []
        self.given: list[str] = []

    def find(self, plan: Plan) -> Found:
        """The plan's recording.

        Raises:
            AuthoringError, LibraryMissing, WorkerFault: as for `recording_of`.
            CourseError: if a release kit does not hold it.
        """
        if shipped := shipped_here(plan.exercise, plan.seed):
            return Found(shipped, "shipped")
        if plan.exercise.files.in_kit:
            return Found(self._given(plan), "given")
        if tried := self._tried(plan):
            return Found(tried, "tried")
        return Found(recording_of(plan, self._store, self._announce), "here")

    def _given(self, plan: Plan) -> ExerciseRecording:
        if plan.seed != shipped_seed(plan.exercise):
            raise CourseError(
                "this is a release kit, which holds results for its own cases alone and no solutions to compute others "
                "from: leave out the seed or the key, or use the course itself"
            )
        header = current_header(plan.exercise, plan.seed)
        recording = unpacked(plan.exercise, header) if header is not None else None
        if header is None or recording is None:
            raise CourseError(
                "%(recording)s is missing or damaged, or does not fit the other files of the release kit: put its "
                "files back as they were, or get the kit again",
                recording=plan.exercise.files.recording,
            )
        if not self._store.is_marked(header.mark):
            self._store.mark(header.mark)
            self.given.append(plan.name)
        return recording

    def _tried(self, plan: Plan) -> ExerciseRecording | None:
        """What came with the course from elsewhere, if it holds here and nothing was recorded here yet."""
        header = current_header(plan.exercise, plan.seed)
        if header is None or self._store.has(recording_key(plan.seed, *plan.exercise.texts)):
            return None
        recording = unpacked(plan.exercise, header)
        return recording if recording is not None and self._holds(plan, recording, header.mark) else None

    def _holds(self, plan: Plan, shipped: ExerciseRecording, mark: str) -> bool:
        if self._store.is_marked(mark):
            return True
        holds = agrees(plan, shipped, self._observer or pool_of(plan.exercise))
        if holds:
            self._store.mark(mark)
        (self.held if holds else self.differed).append(plan.name)
        return holds


def kept_recording(plan: Plan, store: RecordingStore) -> ExerciseRecording | None:
    """The plan's recording, if it was made before: the one that came with the course, where it was made in surroundings
    like these, or the one in the store."""
    return shipped_here(plan.exercise, plan.seed) or store.read(recording_key(plan.seed, *plan.exercise.texts))
