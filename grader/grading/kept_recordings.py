"""The recording of a plan that was made before, if there is one."""

from __future__ import annotations

from grader.grading.plans import Plan
from grader.grading.recording_store import RecordingStore, recording_key
from grader.grading.recordings import ExerciseRecording
from grader.grading.shipped_recordings import shipped_here


def kept_recording(plan: Plan, store: RecordingStore) -> ExerciseRecording | None:
    """The one that came with the course, if it was made in surroundings like these, or the one in the store."""
    return shipped_here(plan.exercise, plan.seed) or store.read(recording_key(plan.seed, *plan.exercise.texts))
