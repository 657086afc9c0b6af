"""Whether a learner's later function is right once their own earlier ones, which are wrong, have been set right.

An earlier function is set right by the smallest edit of it, as an instructor sees it (`smallest_edit.py`): one slip, in
one place or the same in several, after which it passes all of its checks. The file with this edit is the learner's
own, so that nothing of the reference is in its process: it is graded like any other, and may do what it likes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from grader.execution.boundary import Observer
from grader.execution.jobs import Job
from grader.grading.broken_rules import RuleBook
from grader.grading.check_verdicts import Ready
from grader.grading.diagnosis.editable import reached_apart_from
from grader.grading.diagnosis.smallest_edit import Wrong, with_one_edit
from grader.grading.diagnosis.work_clock import WorkClock
from grader.grading.judge import Judge
from grader.grading.plans import PlannedCheck
from grader.grading.result import CheckResult
from grader.grading.submissions import SubmittedFile
from grader.wire.messages import Source

_MOST_TRIED = 400
"""How many edits of one function are tried."""
_MOST_FAILED = 2
"""After so many functions that no edit sets right, none is tried: nobody knows what such a file is."""
_MOST_FUNCTIONS = 2
"""So many functions are set right for the sake of one; of more slips, nobody knows what is left of a file."""

Checks = Sequence[tuple[PlannedCheck, CheckResult]]


class Repairs:
    """Sets the wrong functions of one learner's file right, each once.

    Args:
        ready: the exercise.
        file, source: the learner's file, and what of it is run.
        observer: where it is run.
        clock, until: once so much work was done, no further edit is tried.
    """

    def __init__(
        self,
        ready: Ready,
        file: SubmittedFile,
        source: Source,
        observer: Observer,
        clock: WorkClock,
        until: float,
    ) -> None:
        self._ready = ready
        self._file = file
        self._source = source
        self._observer = observer
        self._clock = clock
        self._until = until
        self._failed: set[str] = set()
        self._made: dict[tuple[str, str, frozenset[str]], str | None] = {}

    def right(self, later: str, checks: Sequence[PlannedCheck], wrong: Mapping[str, Checks]) -> frozenset[str]:
        """Those of a later function's checks that are right once these wrong functions are set right; the checks that
        learners see are run first, and the hidden ones only if these are right.

        Args:
            wrong: the checks of each wrong function that learners see, with their results, each function after those
                that it calls.
        """
        text = self._set_right(later, wrong)
        if text is None:
            return frozenset()
        seen = [planned for planned in checks if not planned.check.hidden]
        hidden = [planned for planned in checks if planned.check.hidden]
        right = self._graded(text, seen)
        return right | self._graded(text, hidden) if len(right) == len(seen) else right

    def _set_right(self, later: str, wrong: Mapping[str, Checks]) -> str | None:
        """The file with every wrong function set right, and nothing else that the later function uses changed."""
        if len(wrong) > _MOST_FUNCTIONS or any(
            result.status == "blocked" for own in wrong.values() for _, result in own
        ):
            return None
        kept = reached_apart_from(self._file.text, later, wrong)
        text = self._file.text
        for function, own in wrong.items():
            key = (text, function, kept)
            if key not in self._made:
                self._made[key] = self._edited(text, function, own, kept)
            edited = self._made[key]
            if edited is None:
                return None
            text = edited
        return text

    def _edited(self, text: str, function: str, own: Checks, kept: frozenset[str]) -> str | None:
        if self._clock.now >= self._until or len(self._failed - {function}) >= _MOST_FAILED:
            return None
        file = SubmittedFile(self._file.path, text, helpers=self._file.helpers)
        source = msgspec.structs.replace(self._source, text=text)
        asked = Wrong(self._ready, file, source, function, tuple(own), frozenset())
        edited = with_one_edit(asked, self._observer, self._clock, _MOST_TRIED, self._until, kept)
        if edited is None:
            self._failed.add(function)
        return edited

    def _graded(self, text: str, checks: Sequence[PlannedCheck]) -> frozenset[str]:
        """Those of the checks that this file passes, keeping the rules."""
        plan = self._ready.plan
        file = SubmittedFile(self._file.path, text, helpers=self._file.helpers)
        ids = {plan.job_id(planned.check.id): planned.check.id for planned in checks}
        jobs = plan.jobs(self._observer.limits.check_seconds, only=frozenset(ids.values()))
        if not jobs:
            return frozenset()
        job = Job(
            (msgspec.structs.replace(self._source, text=text),),
            tuple(msgspec.structs.replace(one, after=()) for one in jobs),
        )
        judge = Judge((self._ready,), job, {plan.name: RuleBook(plan.exercise.about.rules, file, plan.languages)})
        observed = self._observer.observe(job, judge.hear)
        if observed.fault is not None:
            return frozenset()
        judged = {one.id: judge.judged(one) for one in observed.checks if one.id in ids}
        return frozenset(ids[id] for id, one in judged.items() if one.is_right and not one.broken and not one.bug)
