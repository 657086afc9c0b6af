"""Preparing exercises for grading: loading declarations, drawing cases, reading or making recordings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from grader.course.discovery import Course, ExerciseFiles
from grader.course.lessons import has_glossary
from grader.course.loading import LoadedExercise, load_exercise
from grader.course.names import is_within
from grader.course.seeds import Key, course_key, seed_of
from grader.course.targets import Selection
from grader.errors import LibraryMissing
from grader.execution.boundary import Observer
from grader.grading.check_verdicts import Ready
from grader.grading.composing import Composer
from grader.grading.finding_recordings import Found, RecordingFinder
from grader.grading.further_recordings import FurtherRecordings
from grader.grading.grading import Run
from grader.grading.plans import make_plan
from grader.grading.recording_store import RecordingStore, default_folder
from grader.grading.recordings import ExerciseRecording
from grader.grading.result import DrawnFrom, FollowThrough
from grader.graphs import reachable


class Preparer:
    """Prepares exercises, each once for every variant.

    Cases are drawn from `seed` or, if it is None, from what follows from `key`, by default the course's. `announce` is
    called with the name of each exercise whose references have to be run first; `observer` is where it is tried whether
    recordings that came with the course hold here (`grader.grading.finding_recordings`).
    """

    def __init__(
        self,
        course: Course,
        seed: int | None = None,
        announce: Callable[[str], None] | None = None,
        key: Key | None = None,
        observer: Observer | None = None,
    ) -> None:
        self._course = course
        self._seed = seed
        self._key = key or course_key(course.settings)
        self._store = RecordingStore(default_folder())
        self.recordings = RecordingFinder(self._store, announce, observer)
        # A kit has no reference to put together with a mistake: later functions wait for the wrong ones.
        self._composer = None if course.is_kit else Composer(self._store)
        self._loaded: dict[str, LoadedExercise] = {}
        self._ready: dict[tuple[str, int, frozenset[str] | None], Ready] = {}

    def run(self, variant: int, follow_through: FollowThrough | None = None, *, edit_seconds: float = 0.0) -> Run:
        """What is the same for all submissions of a variant; `follow_through` is the course's policy if not given."""
        drawn_from: DrawnFrom = "seed" if self._seed is not None else self._key.kind
        glossary = has_glossary(self._course)
        return Run(
            self._course.settings,
            variant,
            self.seed(variant),
            drawn_from,
            glossary,
            self._composer,
            edit_seconds,
            follow_through or self._course.settings.policies.follow_through,
        )

    def seed(self, variant: int) -> int:
        """The seed of a variant: the given one, else the key's."""
        return self._seed if self._seed is not None else seed_of(self._course.settings, variant, self._key)

    def ready(self, files: ExerciseFiles, variant: int, only: frozenset[str] | None = None) -> Ready:
        """One exercise, ready to be graded."""
        key = (files.name, variant, only)
        if key not in self._ready:
            plan = make_plan(self.loaded(files), self.seed(variant))
            found, missing, further = Found(ExerciseRecording({}, ()), ""), None, None
            try:
                found = self.recordings.find(plan)
                if not files.in_kit:
                    further = FurtherRecordings(plan, found.recording, self._store)
            except LibraryMissing as lacking:
                missing = lacking  # the other exercises are still graded
            self._ready[key] = Ready(
                self._course.chapter_of(files),
                plan,
                found.recording,
                only,
                missing,
                further=further,
                recorded=found.recorded,
            )
        return self._ready[key]

    def loaded(self, files: ExerciseFiles) -> LoadedExercise:
        """One exercise's declarations."""
        if files.name not in self._loaded:
            self._loaded[files.name] = load_exercise(files)
        return self._loaded[files.name]

    def selected(self, selection: Selection, variant: int, *, handed_in: bool = True) -> Ready:
        """The exercise of a selection, limited to its function if it names one.

        If nobody handed in its file (`handed_in` is False), nothing is going to be run, so the reference's results are
        not prepared, which can take seconds.
        """
        if handed_in:
            ready = self.ready(selection.exercise, variant, self.only(selection))
            return replace(ready, weight=selection.weight)
        plan = make_plan(self.loaded(selection.exercise), self.seed(variant))
        nothing, only = ExerciseRecording({}, ()), self.only(selection)
        return Ready(self._course.chapter_of(selection.exercise), plan, nothing, only, weight=selection.weight)

    def only(self, selection: Selection) -> frozenset[str] | None:
        """The ids of the checks that a selection is limited to, with those that they count with; None if it is not
        limited."""
        of = selection.function
        if of is None:
            return None
        exercise = self.loaded(selection.exercise)
        asked_for = [check.id for check in exercise.checks if is_within(check.of, of)]
        return frozenset(reachable(asked_for, lambda id: exercise.check(id).counts_with))
