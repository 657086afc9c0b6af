"""Recordings that are made only where no declared mistake explains a wrong answer: mistakes with other values of their
open parts, and two mistakes of one function together. They are stored beside the exercise's own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

from grader.authoring import Mistake
from grader.course.inlining import inlined, with_function
from grader.course.merging import Merger
from grader.course.names import concerns
from grader.errors import GraderError
from grader.grading.plans import Plan
from grader.grading.recording_store import RecordingStore, recording_key
from grader.grading.recordings import ExerciseRecording, MistakeRecording
from grader.grading.reference_runs import Wrong, recordings_of

_MOST_PAIRS = 60
"""The most pairs of one function that are tried, those that change least first."""

_MOST_SECONDS = 5.0
"""After so long, no further versions of one function are begun."""

_AT_ONCE = 8


@cache
def _own_text() -> str:
    """The text of this module, on which it depends which versions there are."""
    return Path(__file__).read_text(encoding="utf-8")


class FurtherRecordings:
    """The further recordings of one exercise in one variant, each made when it is first asked for.

    Where one cannot be made, there is none: a learner then reads no name, and nothing else changes. Without
    `with_pairs`, no two mistakes are put together.
    """

    def __init__(
        self, plan: Plan, recording: ExerciseRecording, store: RecordingStore, *, with_pairs: bool = True
    ) -> None:
        self._plan = plan
        self._recording = recording
        self._store = store
        self._with_pairs = with_pairs
        self._made: dict[tuple[str, str], tuple[MistakeRecording, ...]] = {}
        self._lock = threading.RLock()

    def variants(self, function: str) -> tuple[MistakeRecording, ...]:
        """The mistakes that concern a function, with each other choice and each usual constant."""
        return self._once("variants", function, self._variants) if self._open(function) else ()

    def pairs(self, function: str) -> tuple[MistakeRecording, ...]:
        """Two mistakes of a function at a time, where they change different places of it."""
        return self._once("pairs", function, self._pairs) if self._with_pairs else ()

    def with_parts(self, mistake: str, bound: Sequence[dict[str, object]]) -> tuple[MistakeRecording, ...]:
        """A mistake with these values of its open parts, in their order; they are not kept."""
        declared = self._plan.mistakes[mistake]
        try:
            return self._recorded([self._variant(declared.with_parts(parts)) for parts in bound])
        except GraderError:
            return ()

    def _once(self, kind: str, function: str, wrong: Callable[[str], Iterator[Wrong]]) -> tuple[MistakeRecording, ...]:
        with self._lock:
            if (kind, function) not in self._made:
                try:
                    self._made[kind, function] = self._stored(kind, function, wrong)
                except GraderError:
                    self._made[kind, function] = ()
            return self._made[kind, function]

    def _stored(
        self, kind: str, function: str, wrong: Callable[[str], Iterator[Wrong]]
    ) -> tuple[MistakeRecording, ...]:
        # To write all pairs takes as long as much else that a learner waits for: what they follow from is the key.
        key = recording_key(self._plan.seed, *self._plan.exercise.texts, _own_text(), kind, function)
        stored = self._store.read(key)
        if stored is None:
            stored = ExerciseRecording({}, self._recorded(list(wrong(function))))
            self._store.write(key, stored)
        return stored.mistakes

    def _recorded(self, versions: Sequence[Wrong]) -> tuple[MistakeRecording, ...]:
        made: list[MistakeRecording] = []
        began = time.monotonic()
        for start in range(0, len(versions), _AT_ONCE):
            if time.monotonic() - began > _MOST_SECONDS:
                break
            made += recordings_of(self._plan, versions[start : start + _AT_ONCE], self._recording.checks)
        return tuple(made)

    def _variants(self, function: str) -> Iterator[Wrong]:
        for mistake in self._open(function):
            yield from map(self._variant, mistake.variants())

    def _open(self, function: str) -> list[Mistake]:
        """The mistakes with open parts that concern a function: most functions have none, and nothing is stored."""
        return [
            mistake
            for mistake in self._plan.exercise.mistakes
            if (mistake.choices or mistake.constants) and concerns(function, mistake.of)
        ]

    def _variant(self, mistake: Mistake) -> Wrong:
        parts = {name: repr(value) for name, value in mistake.parts.items()}
        return Wrong(MistakeRecording(mistake.id, {}, parts), mistake, self._plan.exercise.with_version(mistake))

    def _pairs(self, function: str) -> Iterator[Wrong]:
        exercise = self._plan.exercise
        mistakes = [mistake for mistake in exercise.mistakes if mistake.of == function]
        texts = [exercise.with_version(mistake) for mistake in mistakes]
        found: dict[tuple[int, int], tuple[int, str]] = {}
        for base in self._bases(function):
            merger = Merger(base)
            edits = [merger.edits(text) for text in texts]
            for first, second in combinations(range(len(mistakes)), 2):
                text = None if (first, second) in found else merger.composed(edits[first], edits[second])
                if text is not None:
                    found[first, second] = merger.size(edits[first]) + merger.size(edits[second]), text
        for (first, second), (_, text) in sorted(found.items(), key=lambda one: (one[1][0], one[0]))[:_MOST_PAIRS]:
            as_recorded = MistakeRecording(mistakes[first].id, {}, second=mistakes[second].id)
            yield Wrong(as_recorded, mistakes[first], text)

    def _bases(self, function: str) -> Iterator[str]:
        """Right texts that the mistakes may be written after: the reference, the reference with the calls in the
        function replaced by what they return, and the reference with the function of another style."""
        exercise = self._plan.exercise
        source = exercise.reference_source
        yield source
        if (short := inlined(source, function)) is not None:
            yield short
        for style in exercise.styles:
            if (styled := with_function(source, function, style.source)) is not None:
                yield styled
