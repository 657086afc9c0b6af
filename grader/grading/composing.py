"""The reference on top of a learner's named mistakes: what a right function gives that calls a wrong one.

Nothing of the learner's is run for it: the mistake that their function was found to be takes the place of the
reference's own function, in a child of the trusted side. It is recorded and kept like every other recording.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

from grader.authoring import Mistake
from grader.course.splicing import splice
from grader.errors import AuthoringError, LibraryMissing
from grader.grading.earlier_answers import EarlierAnswersRecorder
from grader.grading.plans import Plan
from grader.grading.recording_store import RecordingStore, recording_key
from grader.grading.recordings import ExerciseRecording
from grader.grading.reference_runs import make_recording
from grader.grading.slopes import DerivativeFinder

_KEPT = 500


class Composer:
    """Makes compositions, each once, and keeps them in a store. Safe to use from several threads."""

    def __init__(self, store: RecordingStore) -> None:
        self._store = store
        self.answers = EarlierAnswersRecorder(store).answers
        self.derivative = DerivativeFinder().find
        self._lock = threading.Lock()
        self._made: dict[str, ExerciseRecording | None] = {}
        self._told: dict[tuple[int, str], tuple[ExerciseRecording, bool]] = {}
        """By a composition's identity and a check; the composition is held, so that no other one can have its place."""

    def composed(self, plan: Plan, mistakes: Sequence[Mistake], of: str) -> ExerciseRecording | None:
        """The recording of one function's checks and mistakes, for a reference in which these mistakes have taken the
        place of the functions that they are of; None if such a reference gives nothing that one could be compared with:
        it raises, never ends, depends on rounding, or gives the same answer to everything.

        Raises:
            WorkerFault: if the grader itself fails.
        """
        try:
            part = _part(plan, mistakes, of)
        except AuthoringError:
            return None
        key = recording_key(f"{plan.seed} given, {of}", *part.exercise.texts)
        with self._lock:
            if key not in self._made:
                if len(self._made) >= _KEPT:
                    self._made.clear()
                    self._told.clear()
                self._made[key] = self._read_or_made(key, part, of)
            return self._made[key]

    def once(self, composed: ExerciseRecording, check: str, tell: Callable[[], bool]) -> bool:
        """What `tell` says of one of its compositions and a check; it is the same for all learners, and asked once."""
        key = (id(composed), check)
        with self._lock:
            kept = self._told.get(key)
        if kept is None:
            kept = (composed, tell())
            with self._lock:
                self._told[key] = kept
        return kept[1]

    def _read_or_made(self, key: str, part: Plan, of: str) -> ExerciseRecording | None:
        recording = self._store.read(key)
        if recording is None:
            try:
                recording = make_recording(part, mistakes_of=of)
            except (AuthoringError, LibraryMissing):
                return None
            self._store.write(key, recording)
        return recording


def _part(plan: Plan, mistakes: Sequence[Mistake], of: str) -> Plan:
    """The plan of the checks of one function, with a reference in which these mistakes are made."""
    exercise = plan.exercise
    source = exercise.reference_source
    for mistake in mistakes:
        source = splice(source, mistake, exercise.mistakes_source, exercise.files.settings.libraries)
    checks = tuple(planned for planned in plan.checks if planned.check.of == of)
    return Plan(replace(exercise, reference_source=source, styles=()), plan.seed, checks)
