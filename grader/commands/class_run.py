"""Grades what a class handed in, into a gradebook and an output folder, for `grader grade` and `grader demo`."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import click

from grader.atomic_files import write_atomically
from grader.commands import grading_setup
from grader.commands.exit_status import ALL_PASSED, GRADER_FAILED, SOMETHING_FAILED
from grader.commands.expected_files import expected_files
from grader.commands.help_language import command_language
from grader.commands.options import keep
from grader.commands.progress import with_progress
from grader.commands.roster_choice import tell_roster
from grader.commands.termination import Terminated
from grader.course.discovery import Course
from grader.course.seeds import variant_of
from grader.course.targets import Selection, assignment_name
from grader.errors import CourseError
from grader.execution.limits import limits_of
from grader.records.choosing import Take, Version, choose
from grader.records.database import FILE_NAME
from grader.records.gradebook import Gradebook, Standing, attempt_key, attempt_of, open_gradebook
from grader.records.handins import HandIn, collect
from grader.records.learners import safe_name
from grader.records.lookalikes import look_alikes
from grader.records.marking import Marked, Variant, course_digest, mark, missing, read_version
from grader.records.notes import Note, Refused
from grader.records.roster import RosterFile, Student
from grader.reports.language import Language

DOCUMENT = "result.json"
PAGE = "report.html"
INDEX = "index.html"


@dataclass(frozen=True)
class Choices:
    """The options of `grader grade`, apart from the places to look in.

    Attributes:
        gradebook: its URL, file or folder; by default a file in the output folder.
        take: which of a learner's hand-ins counts.
        deadline: nothing handed in after it counts.
        roster: everybody who takes the course, if known.
        again: whether to grade again what is already in the gradebook.
        jobs: how many submissions to grade at a time; by default the number of cores.
        assignment: its name in the gradebook; by default made from the selected exercises.
        guess_names: whether a file of another name is taken for the exercise whose functions it defines.
        ids: the learners' ids by what a learning platform calls them.
    """

    gradebook: str | None = None
    take: Take = "latest"
    deadline: datetime | None = None
    roster: RosterFile | None = None
    again: bool = False
    jobs: int | None = None
    assignment: str = ""
    guess_names: bool = False
    ids: Mapping[str, str] = field(default_factory=dict)


def run_class(
    course: Course,
    places: Sequence[Path],
    output: Path,
    selections: Sequence[Selection],
    settings: grading_setup.Settings,
    choices: Choices,
    lang: str | None,
) -> int:
    """Grade what was handed in and is not yet in the gradebook, write the reports and the class page, and print the
    summary; return the exit status.

    Each learner is recorded and gets their report as soon as they are graded, so that the next run can continue where a
    killed one stopped. A run that is told to end by a signal writes the class page of what it has. `results.jsonl` and
    the class page are in the order of the learners' ids.
    """
    language = command_language(lang)
    output.mkdir(parents=True, exist_ok=True)
    with open_gradebook(choices.gradebook or output / FILE_NAME) as gradebook:
        run = _Run(course, selections, settings, choices, gradebook)
        keep(language.gettext("who has been graded is in the gradebook, and the same command goes on from there"))
        run.take_in(places, language)
        pending = run.pending()
        _tell_unchanged(run.handed_in - len(pending), language)
        reported: set[str] = set()
        try:
            with closing(run.grade(pending, language)) as graded:
                for marked in graded:
                    run.record(marked)
                    if marked.result is not None and choices.take == "latest":
                        _write_report(output, marked.version.learner, run.document_of(marked.version), language)
                        reported.add(marked.version.learner)
        except Terminated:
            # A job that is told to end has no second run to write the class page.
            _write_class(output, run.standings(), run.assignment, reported, language)
            raise
        return _write_class(output, run.standings(), run.assignment, reported, language)


def _tell_unchanged(unchanged: int, language: Language) -> None:
    if unchanged:
        said = language.ngettext(
            "%(n)s hand-in is already in the gradebook and has not changed.",
            "%(n)s hand-ins are already in the gradebook and have not changed.",
            unchanged,
        )
        click.echo(said, err=True)


class _Run:
    """One run: what was handed in, which of it has to be graded, and where it is recorded."""

    def __init__(
        self,
        course: Course,
        selections: Sequence[Selection],
        settings: grading_setup.Settings,
        choices: Choices,
        gradebook: Gradebook,
    ) -> None:
        self.assignment = choices.assignment or assignment_name(course, selections)
        self._course = course
        self._selections = selections
        self._settings = settings
        self._choices = choices
        self._gradebook = gradebook
        self._preparer = grading_setup.preparer(course, settings)
        self._versions: Mapping[str, tuple[Version, ...]] = {}
        self._digests: dict[int, str] = {}

    def take_in(self, places: Sequence[Path], language: Language) -> None:
        """Look at what was handed in, and record the learners and the notes.

        Raises:
            CourseError: if there is nothing to grade and nobody on a roster.
        """
        expected = expected_files(self._course, self._selections, guess_names=self._choices.guess_names)
        roster = self._choices.roster
        known = {student.learner for student in self._gradebook.learners()} | (roster.ids() if roster else frozenset())
        collected = collect(places, expected, sorted(known), self._choices.ids)
        if not collected.hand_ins and not collected.notes and not roster:
            shown = places[0] if places else "."
            raise CourseError(f"there is nothing to grade in `{shown}`: expected {shown}/LEARNER/….py or zip files")
        chosen = choose(_of_interest(collected.hand_ins), self._choices.take, self._choices.deadline)
        self._versions = chosen.versions
        found = {hand_in.learner for hand_in in collected.hand_ins}
        notes = [*collected.notes, *chosen.notes]
        on_it: set[str] = set()
        if roster is not None:
            chosen_roster = roster.roster(found)
            tell_roster(chosen_roster, language)
            on_it = {student.learner for student in chosen_roster.students}
            notes += [Note(learner, "", "not_on_roster") for learner in sorted(found - on_it)]
            self._gradebook.enrol(chosen_roster.students, roster=True)
        for learner, others in look_alikes(found | on_it).items():
            notes.append(Note(learner, "", "similar_id", ", ".join(others)))
        told = {hand_in.learner: hand_in.name for hand_in in collected.hand_ins}
        self._gradebook.enrol((Student(learner, told[learner]) for learner in sorted(found)), roster=False)
        self._gradebook.replace_notes(self.assignment, found, notes)

    @property
    def handed_in(self) -> int:
        """The number of versions that were handed in."""
        return sum(map(len, self._versions.values()))

    def pending(self) -> tuple[Version, ...]:
        """The versions that are not in the gradebook yet; the grades of learners without any are settled at once."""
        keys = [self._key(version) for mine in self._versions.values() for version in mine]
        recorded = {} if self._choices.again else self._gradebook.recorded(keys)
        pending = missing(self._versions, self.assignment, self._course_of, recorded, self._settings.require_isolation)
        for learner in self._versions.keys() - {version.learner for version in pending}:
            self._settle(learner)
        return pending

    def grade(self, pending: Sequence[Version], language: Language) -> Generator[Marked, None, None]:
        """Grade these versions, and yield each as it is ready."""
        if not pending:
            return
        handed_in = {name for version in pending for name in version.files}
        exercises = [one.exercise for one in self._selections if one.exercise.name in handed_in]
        with grading_setup.start_pool(
            self._settings, self._course.settings, self._sources(pending), exercises
        ) as observer:
            variants = self._ready(pending, handed_in)
            grading_setup.require_isolation(observer, self._settings)
            jobs = self._choices.jobs or os.cpu_count() or 1
            graded = mark(pending, lambda learner: variants[self._variant(learner)], observer, jobs, observer.close)
            yield from with_progress(graded, len(pending), language)

    def _ready(self, pending: Sequence[Version], handed_in: Set[str]) -> dict[int, Variant]:
        """The exercises in every variant that is graded, prepared before several threads need them, so that nothing is
        computed twice."""
        return {
            variant: Variant(
                tuple(
                    self._preparer.selected(selection, variant, handed_in=selection.exercise.name in handed_in)
                    for selection in self._selections
                ),
                self._preparer.run(variant),
            )
            for variant in sorted({self._variant(version.learner) for version in pending})
        }

    def record(self, marked: Marked) -> None:
        """Record one outcome, of whatever kind, in one transaction."""
        version = marked.version
        if marked.result is not None:
            self._renew(version)
            attempt = attempt_of(version, self.assignment, self._course_of(version.learner), marked.result)
            again = self._choices.again or self._settings.require_isolation != "none"
            self._gradebook.record(attempt, self._candidates(version.learner), self._choices.take, again=again)
        elif marked.fault is not None:
            self._gradebook.record_fault(version.learner, self.assignment, marked.fault)
        elif marked.note is not None:
            self._gradebook.add_note(self.assignment, marked.note)

    def document_of(self, version: Version) -> bytes:
        """The recorded result document of a version."""
        return self._gradebook.document(self._key(version))

    def standings(self) -> Iterable[Standing]:
        """The standing of every learner."""
        return self._gradebook.standings(self.assignment)

    def _renew(self, version: Version) -> None:
        """Replace the chosen version by the graded one, in case the files changed in between."""
        mine = self._versions[version.learner]
        self._versions = {
            **self._versions,
            version.learner: tuple(version if one.source == version.source else one for one in mine),
        }

    def _settle(self, learner: str) -> None:
        self._gradebook.settle(learner, self.assignment, self._candidates(learner), self._choices.take)

    def _candidates(self, learner: str) -> list[str]:
        return [self._key(version) for version in self._versions[learner]]

    def _key(self, version: Version) -> str:
        return attempt_key(version.learner, self.assignment, version.content, self._course_of(version.learner))

    def _variant(self, learner: str) -> int:
        return variant_of(self._course.settings, learner)

    def _course_of(self, learner: str) -> str:
        """The digest of what a learner is graded with."""
        variant = self._variant(learner)
        if variant not in self._digests:
            exercises = [
                (self._preparer.loaded(selection.exercise), self._preparer.only(selection))
                for selection in self._selections
            ]
            limit = limits_of(self._course.settings.limits, self._settings.time_limit).check_seconds
            self._digests[variant] = course_digest(
                exercises, self._preparer.seed(variant), limit, [selection.weight for selection in self._selections]
            )
        return self._digests[variant]

    def _sources(self, versions: Iterable[Version]) -> Iterable[str]:
        """The text of every file that will be graded, one after another."""
        for version in versions:
            try:
                submission = read_version(version)
            except Refused:
                continue  # grading it adds the note
            yield from (file.text for file in submission.files.values())


def _of_interest(hand_ins: Sequence[HandIn]) -> list[HandIn]:
    """The hand-ins with a file of the graded exercises; all of them for a learner who has none."""
    having = {hand_in.learner for hand_in in hand_ins if hand_in.digests}
    return [hand_in for hand_in in hand_ins if hand_in.digests or hand_in.learner not in having]


def _write_report(output: Path, learner: str, document: bytes, language: Language) -> None:
    from grader.grading.result import decode_result
    from grader.reports.html import render_html

    folder = output / safe_name(learner)
    write_atomically(folder / DOCUMENT, document)
    write_atomically(folder / PAGE, render_html(decode_result(document), language).encode())


def _write_class(
    output: Path, standings: Iterable[Standing], assignment: str, written: set[str], language: Language
) -> int:
    from rich.console import Console

    from grader.reports.class_overview import class_row
    from grader.reports.class_terminal import render_class_table
    from grader.reports.html import render_index

    rows, documents = [], []
    for standing in standings:
        shown = standing.grade.document if standing.grade else standing.fault.document if standing.fault else None
        if shown and standing.learner not in written:
            _write_report(output, standing.learner, shown, language)
        rows.append(class_row(standing, f"{safe_name(standing.learner)}/{PAGE}" if shown else ""))
        if standing.grade:
            documents.append(standing.grade.document + b"\n")
    write_atomically(output / "results.jsonl", b"".join(documents))
    write_atomically(output / INDEX, render_index(rows, language, assignment).encode())
    render_class_table(rows, Console(), language)
    said = language.gettext("Results of the class:")
    click.echo(f"{said} {output / INDEX}")
    if any(row.fault for row in rows):
        return GRADER_FAILED
    return ALL_PASSED if all(row.complete and not row.nothing for row in rows) else SOMETHING_FAILED
