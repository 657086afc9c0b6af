"""An observer that answers for a course's named mistakes from what was recorded of them.

A mistake is run once where it is recorded, and once more where it is proven to be named. The second run costs a process
for each of about two thousand mistakes; `grader validate` makes it for all of them, the suite for one of each function.
"""

from __future__ import annotations

from collections.abc import Collection

import msgspec
from fake_observer import FakeObserver

from grader.execution.boundary import Observer, Told, go_on
from grader.execution.jobs import ELSEWHERE, CheckJob, Job, LoadObservation, Observations
from grader.execution.limits import Limits
from grader.grading.proofs.trial import Trial
from grader.grading.recordings import CaseRecording, MistakeRecording
from grader.wire.arguments import handed_over
from grader.wire.messages import Outcome, Raised, Returned

_NO_OTHER_CONTAINER = Raised("TypeError", ("Exception",), "")
"""A wrong answer is tried on lists and arrays as well. What it gives there is not recorded."""


class RecordedMistakes:
    """Answers from the recording where all of it is what a run would give again; otherwise, `observer` runs the job."""

    def __init__(self, trial: Trial, observer: Observer) -> None:
        self._trial = trial
        self._observer = observer
        self._recorded: dict[str, MistakeRecording] | None = None

    @property
    def limits(self) -> Limits:
        return self._observer.limits

    def observe(self, job: Job, told: Told = go_on) -> Observations:
        by_text = self._by_text() if job.sources else {}
        recorded = {source.module: by_text[source.text] for source in job.sources if source.text in by_text}
        known, others = _part(job, recorded), _part(job, {source.module for source in job.sources} - {*recorded})
        if not known.sources:
            return self._observer.observe(job, told)

        def answer(check: CheckJob, number: int) -> Outcome:
            if ELSEWHERE in check.id:
                return _NO_OTHER_CONTAINER
            given = self._cases(recorded[check.module], check)[number].outcome
            if not isinstance(given, Returned):
                return given
            unchanged = {name: handed_over(value, given.container) for name, value in check.cases[number].items()}
            return msgspec.structs.replace(given, after=unchanged)

        answered = FakeObserver(answer, [LoadObservation(module) for module in recorded]).observe(known, told)
        if not others.sources:
            return answered
        run = self._observer.observe(others, told)
        return msgspec.structs.replace(run, checks=(*run.checks, *answered.checks), loads=(*run.loads, *answered.loads))

    def _by_text(self) -> dict[str, MistakeRecording]:
        if self._recorded is None:
            self._recorded = {}
            trial, seen = self._trial, set()
            mistakes = zip(trial.exercise.mistakes, trial.mistake_texts, trial.recording.mistakes, strict=True)
            for mistake, text, recording in mistakes:
                if mistake.of in seen and all(map(_is_repeated, _all_cases(recording))):
                    self._recorded[text] = recording
                seen.add(mistake.of)
        return self._recorded

    def _cases(self, mistake: MistakeRecording, check: CheckJob) -> tuple[CaseRecording, ...]:
        """What the mistake gave; for a check of other functions, what the reference gives."""
        id = check.id.partition(":")[2]
        return mistake.checks.get(id) or self._trial.recording.checks[id].cases


def _all_cases(recording: MistakeRecording) -> list[CaseRecording]:
    return [case for cases in recording.checks.values() for case in cases]


def _is_repeated(case: CaseRecording) -> bool:
    """Whether another run gives this: an exception is tried again on other containers, and arguments that were changed
    are not recorded."""
    return isinstance(case.outcome, Returned) and not case.changed


def _part(job: Job, modules: Collection[str]) -> Job:
    """What a job asks of these files."""
    return Job(
        tuple(source for source in job.sources if source.module in modules),
        tuple(check for check in job.checks if check.module in modules),
    )
