"""An exercise on trial: all that its proofs ask for, made when the first one asks and kept for the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from grader.authoring import Check
from grader.course.discovery import Chapter, ExerciseFiles
from grader.course.loading import LoadedExercise, load_exercise
from grader.course.names import concerns
from grader.errors import AuthoringError, Place, WorkerFault
from grader.execution.boundary import Observer
from grader.execution.references import ReferencePool
from grader.grading.check_verdicts import Ready
from grader.grading.finding_recordings import kept_recording
from grader.grading.further_recordings import FurtherRecordings
from grader.grading.grading import Run, grade_text
from grader.grading.plans import Plan, make_plan
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.redrawing import Redrawn, redraw
from grader.grading.proofs.together import Answer, Together
from grader.grading.recording_store import RecordingStore
from grader.grading.recordings import ExerciseRecording
from grader.grading.reference_runs import pool_of, recording_of
from grader.grading.result import CheckResult, ExerciseResult, Result
from grader.graphs import reachable

Made = TypeVar("Made")

_LEAST_SECONDS = 2.0
_TIME_FACTOR = 20
"""A wrong answer gets this many times what the reference needed: one that is endless costs no minutes."""


class Trial:
    """One exercise under one seed.

    What of it cannot be made (a file that does not load, a reference that cannot be recorded) raises the same
    AuthoringError whenever it is asked for.
    """

    def __init__(
        self,
        chapter: Chapter,
        files: ExerciseFiles,
        seed: int,
        observer: Observer,
        store: RecordingStore,
        progress: Callable[[str], None] = lambda message: None,
        exercise: LoadedExercise | None = None,
    ) -> None:
        self.chapter = chapter
        self.files = files
        self.seed = seed
        self.observer = observer
        self.progress = progress
        self._store = store
        self._made: dict[str, object] = {} if exercise is None else {"exercise": exercise}

    @property
    def name(self) -> str:
        """The exercise's name."""
        return self.files.name

    def under(self, seed: int) -> Trial:
        """The same exercise under another seed."""
        return Trial(self.chapter, self.files, seed, self.observer, self._store, self.progress, self.exercise)

    @cached_property
    def redrawn(self) -> Redrawn:
        """Its cases as another process draws them, or why none did. Asked for before anything of it is loaded here."""
        return redraw(self.files, self.seed)

    @property
    def exercise(self) -> LoadedExercise:
        """What its author declared."""
        return self.once("exercise", lambda: load_exercise(self.files))

    @property
    def loaded(self) -> LoadedExercise | None:
        """The same where it was loaded, for whoever must not be the first to load it: that may never end."""
        made = self._made.get("exercise")
        return made if isinstance(made, LoadedExercise) else None

    @property
    def plan(self) -> Plan:
        """It, with its cases drawn."""
        return self.once("plan", lambda: make_plan(self.exercise, self.seed))

    @property
    def recording(self) -> ExerciseRecording:
        """What reference and mistakes give."""
        return self.once("recording", lambda: recording_of(self.plan, self._store))

    @property
    def kept(self) -> ExerciseRecording | None:
        """What they gave in an earlier run, if it is kept."""
        if "recording" not in self._made and (found := kept_recording(self.plan, self._store)) is not None:
            self._made["recording"] = found
        return self.recording if "recording" in self._made else None

    @property
    def references(self) -> ReferencePool:
        """Where the author's own code runs."""
        return pool_of(self.exercise)

    @property
    def ready(self) -> Ready:
        """It, ready to be graded."""
        return self.once("ready", lambda: Ready(self.chapter, self.plan, self.recording))

    @property
    def reference_result(self) -> ExerciseResult:
        """The reference, graded as a learner's file."""
        return self.once("reference result", lambda: self.graded(self.exercise.reference_source))

    @property
    def mistake_texts(self) -> tuple[str, ...]:
        """The exercise file with each of its mistakes."""
        exercise = self.exercise
        return self.once("mistake texts", lambda: tuple(map(exercise.with_version, exercise.mistakes)))

    def graded(self, text: str) -> ExerciseResult:
        """The result of an exercise file with this text.

        Raises:
            WorkerFault: where the grader itself fails.
        """
        return self.report(text).exercises[0]

    def graded_on(self, function: str, text: str, *, further: bool = False) -> ExerciseResult:
        """The result of an exercise file with this text on the checks that concern a function, and on those that they
        need or count with; `further` looks for mistakes with other values of their open parts, too.

        Raises:
            WorkerFault: where the grader itself fails.
        """
        return self._graded(self._ready_for(function, further=further), text).exercises[0]

    def all_graded_on(self, answers: Sequence[tuple[str, str]], *, explained: bool = True) -> Iterator[ExerciseResult]:
        """The result of each of these exercise files, as pairs of a function and a text, on the checks that concern its
        function, and on those that they need or count with. Several run in one process. Unless `explained`, nothing
        says why a check failed.

        Raises:
            WorkerFault: where the grader itself fails.
        """
        return self._together.graded(
            [Answer(replace(self._ready_for(function), explained=explained), text) for function, text in answers]
        )

    def report(self, text: str) -> Result:
        """The result document of an exercise file with this text, as a learner gets it.

        Raises:
            WorkerFault: where the grader itself fails.
        """
        reports = self._made.setdefault("reports", {})
        assert isinstance(reports, dict)
        if text not in reports:
            reports[text] = self._graded(self.ready, text)
        result: Result = reports[text]
        return result

    def tried(self, text: str, only: frozenset[str] | None = None) -> ExerciseResult:
        """The result of a wrong answer: nothing of it is hidden or explained, and no check waits for it long. With
        `only`, none but these checks are tried.

        Raises:
            WorkerFault: where the grader itself fails.
        """
        if only is not None:
            return self._graded(replace(self._to_try, only=only), text).exercises[0]
        return self.all_tried([text])[0]

    def all_tried(self, texts: Sequence[str]) -> list[ExerciseResult]:
        """The same of each of several wrong answers, of which several run in one process.

        Raises:
            WorkerFault: where the grader itself fails.
        """
        tried = self._made.setdefault("tried", {})
        assert isinstance(tried, dict)
        new = [text for text in dict.fromkeys(texts) if text not in tried]
        tried.update(zip(new, self._together.graded([Answer(self._to_try, text) for text in new]), strict=True))
        return [tried[text] for text in texts]

    def check(self, id: str) -> Check:
        """One of its checks."""
        return self.exercise.check(id)

    def problem(self, proof: str, subject: str, place: Place | None, message: str, kind: str = "") -> Problem:
        """A problem of this exercise, seen under this seed."""
        return Problem(proof, self.name, subject, place or Place(self.files.checks, 1), message, self.seed, kind)

    def line_of(self, file: Path, text: str) -> Place:
        """The first line of a file that holds a text; its first line where none does."""
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
        return Place(file, next((number for number, line in enumerate(lines, 1) if text in line), 1))

    def once(self, what: str, make: Callable[[], Made]) -> Made:
        """What is made the first time that this is asked for, or the AuthoringError that was raised then."""
        if what not in self._made:
            try:
                self._made[what] = make()
            except AuthoringError as error:
                self._made[what] = error
        made = self._made[what]
        if isinstance(made, AuthoringError):
            raise made
        return made  # type: ignore[return-value]

    def _ready_for(self, function: str, *, further: bool = False) -> Ready:
        concerned = (check.id for check in self.exercise.checks if concerns(check.of, function))
        only = frozenset(reachable(concerned, self._asked_with))
        return replace(self.ready, only=only, further=self.once("further", self._further) if further else None)

    @property
    def _to_try(self) -> Ready:
        return self.once("to try", self._open)

    def _further(self) -> FurtherRecordings:
        return FurtherRecordings(self.plan, self.recording, self._store, with_pairs=False)

    def _open(self) -> Ready:
        seconds: Mapping[str, CheckResult] = {check.id: check for check in self.reference_result.checks}
        checks = []
        for planned in self.plan.checks:
            check = planned.check
            most = check.time_limit or self.observer.limits.check_seconds
            used = seconds[check.id].seconds if check.id in seconds else 0.0
            limit = min(most, max(_LEAST_SECONDS, _TIME_FACTOR * used))
            checks.append(replace(planned, check=replace(check, hidden=False, time_limit=limit)))
        return Ready(self.chapter, Plan(self.exercise, self.seed, tuple(checks)), self.recording, explained=False)

    def _asked_with(self, id: str) -> tuple[str, ...]:
        check = self.check(id)
        return (*check.needs, *check.counts_with)

    @property
    def _run(self) -> Run:
        return Run(self.files.settings, 0, self.seed)

    @cached_property
    def _together(self) -> Together:
        return Together(self._run, self.observer)

    def _graded(self, ready: Ready, text: str) -> Result:
        result = grade_text(ready, self._run, self.observer, text)
        if result.fault:
            raise WorkerFault(result.fault)
        return result
