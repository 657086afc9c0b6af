"""Grades one hand-in: from its files to the result document and the learner's page, in one place."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import msgspec

from grader.cohort.second_pass import may_say_more
from grader.cohort.work import Done, Page, Setup, Work
from grader.course.discovery import Course
from grader.course.targets import Selection
from grader.errors import WorkerFault
from grader.execution.boundary import Observer
from grader.grading.check_verdicts import Ready
from grader.grading.diagnosis.smallest_edit import EDIT_SECONDS
from grader.grading.documents import encode_result
from grader.grading.grading import Run, grade
from grader.grading.preparing import Preparer
from grader.grading.result import Result
from grader.grading.weak_isolation import with_warnings
from grader.records.attempts import Fault
from grader.records.choosing import stamp
from grader.records.marking import content_of, read_version
from grader.records.notes import Note, Refused
from grader.reports.language import language_for
from grader.reports.learner_files import unchanged_files


@dataclass(frozen=True)
class Variant:
    """The exercises of an assignment in one variant, without and with what takes long and changes no points."""

    exercises: Sequence[Ready]
    run: Run
    first: Sequence[Ready]
    first_run: Run


class Station:
    """Grades hand-ins, each for itself. Safe to use from several threads once the variants are ready."""

    def __init__(self, setup: Setup, course: Course, observer: Observer, preparer: Preparer) -> None:
        self._setup = setup
        self._course = course
        self._observer = observer
        self._preparer = preparer
        self._language = language_for(setup.language)
        self._variants: dict[int, Variant] = {}

    def prepare(self, variant: int) -> Variant:
        """The exercises in a variant, prepared once.

        Raises:
            AuthoringError, CourseError, WorkerFault: as for `grader.grading.preparing.Preparer.ready`.
        """
        if variant not in self._variants:
            exercises = tuple(
                self._preparer.selected(selection, variant, handed_in=one.exercise in self._setup.handed_in)
                for one in self._setup.chosen
                for selection in (Selection(self._course.exercise(one.exercise), one.function, weight=one.weight),)
            )
            run = self._preparer.run(variant, self._setup.follow_through, edit_seconds=EDIT_SECONDS)
            first_run = replace(run, edit_seconds=0.0)
            if run.follow_through == "none":
                first_run = replace(first_run, composer=None)
            first = tuple(replace(ready, further=None) for ready in exercises)
            self._variants[variant] = Variant(exercises, run, first, first_run)
        return self._variants[variant]

    def grade(self, work: Work) -> Done:
        """Grade one hand-in; what goes wrong with it stays with it.

        Raises:
            WorkerFault: if no worker can be started at all.
        """
        version = work.version
        try:
            variant = self.prepare(work.variant)
            submission = read_version(version) if work.submission is None else work.submission
            exercises, run = (variant.exercises, variant.run) if work.created else (variant.first, variant.first_run)
            result = with_warnings(grade(submission, exercises, self._observer, run))
            if work.created:
                result = msgspec.structs.replace(result, created=work.created)
            return self._done(work, content_of(submission), result, variant)
        except Refused as refused:
            return Done(work.number, note=Note(version.learner, version.source, refused.kind, refused.detail))
        except WorkerFault:
            raise
        except Exception as error:  # noqa: BLE001 - a bug of the grader on one hand-in is reported, and stops no other
            said = "".join(traceback.format_exception_only(error)).strip()
            return Done(work.number, fault=Fault(version.source, stamp(datetime.now(UTC)), said, None))

    def _done(self, work: Work, content: str, result: Result, variant: Variant) -> Done:
        """The result or, if the grader failed on a part of it, a fault that keeps the rest."""
        document = encode_result(result)
        faults = [
            check.fault or check.id
            for exercise in result.exercises
            for check in exercise.checks
            if check.status == "fault"
        ]
        if result.fault or faults:
            message = result.fault or faults[0]
            return Done(work.number, content, fault=Fault(work.version.source, result.created, message, document))
        deferred = variant.first_run.composer is not variant.run.composer
        unexplained = not work.created and may_say_more(result, waiting=deferred)
        files = unchanged_files(result, document, self._language, self._setup.shown)
        return Done(
            work.number, content, document, unexplained, Page(files.mark, files.page_beside_class(), files.document)
        )
