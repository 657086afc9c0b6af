"""Grading what is pending, in two passes, and recording it: first all points, then what takes longer to explain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from grader.cohort.assignment import Assignment
from grader.cohort.executors import Executor
from grader.cohort.intake import VERSIONS, Intake, Pending
from grader.cohort.pages import Pages
from grader.cohort.second_pass import points_of
from grader.cohort.spilled_list import Numbered, SpilledList
from grader.cohort.work import Done, Page, Work
from grader.grading.documents import decode_result
from grader.records.attempts import Failed, Graded, attempt_of
from grader.records.choosing import Version
from grader.records.gradebook import Gradebook
from grader.records.marking import read_version
from grader.records.notes import Note, Refused


class Passes:
    """The two passes over what is pending.

    Whatever they yield is the number of hand-ins that are recorded by now, each in a transaction with some others, and
    whose learners have their pages. `changed` is whether files were met that had become others since they were chosen.
    """

    def __init__(
        self,
        assignment: Assignment,
        intake: Intake,
        gradebook: Gradebook,
        pages: Pages,
        pending: Pending,
        *,
        again: bool,
    ) -> None:
        self._assignment = assignment
        self._intake = intake
        self._gradebook = gradebook
        self._pages = pages
        self._pending = pending
        self._again = again
        self._unexplained: SpilledList[Version] = SpilledList(VERSIONS)
        for version in pending.second:
            self._unexplained.append(version)
        self.changed = False

    @property
    def left(self) -> int:
        """How many hand-ins there are for the second pass."""
        return len(self._unexplained)

    def first(self, executor: Executor) -> Iterator[int]:
        """Grade what is not in the gradebook.

        Raises:
            WorkerFault: if nothing can be graded.
        """
        versions = self._pending.first
        left = Counter(version.learner for version in versions)
        for batch in executor.run(self._works(versions, executor), len(versions)):
            graded = [(self._as_graded(versions[done.number], done), done) for done in batch]
            self._gradebook.record_all(self._assignment.name, [self._outcome(*one, left) for one in graded])
            self._write(graded)
            yield len(batch)

    def second(self, executor: Executor) -> Iterator[int]:
        """Grade again what failed for no known reason, with all that may explain it, and keep what says more.

        Raises:
            WorkerFault: if nothing can be graded.
        """
        versions, self._unexplained = self._unexplained, SpilledList(VERSIONS)
        for batch in executor.run(self._works(versions, executor, second=True), len(versions)):
            graded = [(versions[done.number], done) for done in batch]
            said = {self._intake.key(version): self._more(version, done) for version, done in graded}
            self._gradebook.explain(said)
            self._write([(version, done) for version, done in graded if said[self._intake.key(version)]])
            yield len(batch)

    def _works(self, versions: Numbered[Version], executor: Executor, *, second: bool = False) -> Iterator[Work]:
        for number, version in enumerate(versions):
            created = self._created(version) if second else ""
            work = Work(number, self._assignment.variant(version.learner), version, None, created)
            if not executor.reads:
                try:
                    submission = read_version(version)
                    # Elsewhere, nothing is known of where it lies.
                    apart = replace(version.hand_in, there=None)
                    elsewhere = replace(version, files=dict.fromkeys(version.files, apart), hand_in=apart)
                    work = Work(number, work.variant, elsewhere, submission, created)
                except Refused:
                    pass  # whoever grades it says so
            yield work

    def _created(self, version: Version) -> str:
        return decode_result(self._gradebook.document(self._intake.key(version))).created

    def _as_graded(self, version: Version, done: Done) -> Version:
        """The version with the digest of what was graded."""
        version = replace(version, content=done.content) if done.content else version
        self.changed |= not self._intake.has(version)
        return version

    def _outcome(self, version: Version, done: Done, left: Counter[str]) -> Graded | Failed | Note:
        if done.note is not None:
            return done.note
        if done.fault is not None:
            return Failed(version.learner, done.fault)
        left[version.learner] -= 1
        if done.unexplained:
            self._unexplained.append(version)
        course = self._assignment.course_of(version.learner)
        attempt = attempt_of(version, self._assignment.name, course, decode_result(done.document), done.document)
        again = self._again or attempt.key in self._pending.weaker
        return Graded(attempt, again=again, settled=not left[version.learner], unexplained=done.unexplained)

    def _more(self, version: Version, done: Done) -> bytes | None:
        """The document of a second pass, unless it is not of the same work or has other points: then the first counts,
        since it was told already."""
        if not done.document or done.content != version.content:
            return None
        first = decode_result(self._gradebook.document(self._intake.key(version)))
        return done.document if points_of(decode_result(done.document)) == points_of(first) else None

    def _write(self, graded: Sequence[tuple[Version, Done]]) -> None:
        made: dict[str, Page] = {self._intake.key(one): done.page for one, done in graded if done.page is not None}
        self._pages.write({version.learner for version, _ in graded}, made)
