"""The course itself: every reference passes, and makes no system call that is refused; every stub earns nothing, every
mistake is caught and named, and so on.

Most mistakes are judged by what was recorded of them (`recorded_mistakes.py`).
"""

from __future__ import annotations

from functools import cached_property

import pytest
from calling import shared_pool
from own_exercises import course, loaded
from recorded_mistakes import RecordedMistakes

from grader.course.discovery import ExerciseFiles
from grader.course.seeds import seed_of
from grader.grading.finding_recordings import RecordingFinder
from grader.grading.proofs.layout import CourseTrial
from grader.grading.proofs.proving import prove_course, prove_exercise
from grader.grading.proofs.registry import PROOFS
from grader.grading.proofs.trial import Trial
from grader.grading.recording_store import RecordingStore, default_folder
from grader.grading.recordings import ExerciseRecording


class AsShipped(Trial):
    """With the recording that learners get: another one where a sample of it does not hold here."""

    @cached_property
    def recording(self) -> ExerciseRecording:
        return RecordingFinder(self._store, observer=self.observer).find(self.plan).recording

    @property
    def kept(self) -> ExerciseRecording:
        return self.recording


COURSE = course()
SEED = seed_of(COURSE.settings, 0)
"""That of a learner's check: what references give is then recorded once for the whole suite."""
ELSEWHERE = {"styles", "endings"}
"""Tested by themselves, each style as a test; and shown by every test here that ends."""

OPEN = {"logistic_by_hand"}
"""Each value of an open part is a run: the suite makes them for one exercise, `grader validate` for all."""


@pytest.mark.parametrize("files", COURSE.exercises, ids=[files.name for files in COURSE.exercises])
def test_an_exercise_validates(files: ExerciseFiles) -> None:
    pool = shared_pool()
    store = RecordingStore(default_folder())
    trial = AsShipped(COURSE.chapter_of(files), files, SEED, pool, store, exercise=loaded(files))
    trial.observer = RecordedMistakes(trial, pool)
    elsewhere = ELSEWHERE | (set() if files.name in OPEN else {"open parts"})
    proofs = [proof for proof in PROOFS if proof.name not in elsewhere]
    assert list(prove_exercise(trial, [SEED], proofs)) == []
    reference = trial.report(trial.exercise.reference_source)
    assert reference.refused_calls == (), "the list of allowed system calls is too short"


def test_the_course_as_a_whole_validates() -> None:
    assert list(prove_course(CourseTrial(COURSE, (), COURSE.exercises))) == []
