"""Grades what a class handed in, into a gradebook and an output folder, for `grader grade` and `grader demo`."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import click

from grader.atomic_files import write_atomically
from grader.commands import grading_setup, safeguards
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
from grader.execution.boundary import Observer
from grader.execution.limits import limits_of
from grader.execution.machine import reached_isolation
from grader.grading.diagnosis.smallest_edit import EDIT_SECONDS
from grader.records.attempts import attempt_key, attempt_of
from grader.records.bundles import content_digest
from grader.records.choosing import Version, as_recorded, this_moment, versions_of
from grader.records.counting import wanted
from grader.records.database import FILE_NAME
from grader.records.gradebook import Gradebook, open_gradebook
from grader.records.handins import HandIn, collect
from grader.records.identity import holds
from grader.records.learners import safe_name
from grader.records.lookalikes import look_alikes
from grader.records.marking import Marked, Variant, course_digest, mark, missing, read_version
from grader.records.notes import NOBODY, Note, Refused
from grader.records.policies import Policy, PolicyChanges
from grader.records.returns import PAGE
from grader.records.roster import RosterFile, Student
from grader.records.standings import Standing
from grader.reports.language import Language
from grader.wire.levels import SAFE, is_below

DOCUMENT = "result.json"


@dataclass(frozen=True)
class Choices:
    """The options of `grader grade`, apart from the places to look in.

    Attributes:
        gradebook: its URL, file or folder; by default a file in the output folder.
        policy: what the course says of what counts.
        changes: what is set for the assignment, now and for later runs.
        roster: everybody who takes the course, if known.
        again: whether to grade again what is already in the gradebook.
        learners: grade only these, if there are any.
        jobs: how many submissions to grade at a time; by default the number of cores.
        assignment: its name in the gradebook; by default made from the selected exercises.
        guess_names: whether a file of another name is taken for the exercise whose functions it defines.
        ids: the learners' ids by what a learning platform calls them.
    """

    gradebook: str | None = None
    policy: Policy = field(default_factory=Policy)
    changes: PolicyChanges = field(default_factory=PolicyChanges)
    roster: RosterFile | None = None
    again: bool = False
    learners: tuple[str, ...] = ()
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
    from grader.reports.class_pages import write_shared_sheet

    language = command_language(lang)
    output.mkdir(parents=True, exist_ok=True)
    with open_gradebook(choices.gradebook or output / FILE_NAME) as gradebook:
        settings = replace(settings, key=settings.key or gradebook.key())
        if settings.key is None and settings.seed is None:
            click.echo(
                language.gettext(
                    "Random cases are drawn from the course's own key, as in earlier runs of this gradebook: "
                    "`grader gradebook key --new` makes a secret one."
                ),
                err=True,
            )
        run = _Run(course, selections, settings, choices, gradebook)
        keep(language.gettext("who has been graded is in the gradebook, and the same command goes on from there"))
        run.set_policy()
        run.take_in(places, language)
        pending = run.pending()
        _tell_unchanged(run.handed_in - len(pending), run.drawn_otherwise, language)
        graded_now = {version.learner for version in pending}
        write_shared_sheet(output)
        try:
            with closing(run.grade(pending, language)) as graded:
                for marked in graded:
                    run.record(marked)
                    _write_report(output, run.standing(marked.version.learner), language)
        except Terminated:
            # A job that is told to end has no second run to write the class page.
            _write_class(output, gradebook, run.assignment, graded_now, language)
            raise
        if run.changed:
            run.take_in(places, language)
        return _write_class(output, gradebook, run.assignment, graded_now, language)


def _tell_unchanged(unchanged: int, drawn_otherwise: int, language: Language) -> None:
    if unchanged:
        said = language.ngettext(
            "%(n)s hand-in is already in the gradebook and has not changed.",
            "%(n)s hand-ins are already in the gradebook and have not changed.",
            unchanged,
        )
        click.echo(said, err=True)
    if drawn_otherwise:
        said = language.ngettext(
            "%(n)s of them was graded with cases from another key: --regrade grades it again.",
            "%(n)s of them were graded with cases from another key: --regrade grades them again.",
            drawn_otherwise,
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
        self.changed = False
        self.drawn_otherwise = 0
        self._weaker: frozenset[str] = frozenset()
        self._looked = False
        self._wanted: dict[str, tuple[Version, ...]] = {}
        self._left: Counter[str] = Counter()
        self._digests: dict[int, str] = {}

    def set_policy(self) -> None:
        """Record what the course says of what counts, and what is set for the assignment."""
        decisions = self._gradebook.decisions
        decisions.set_course_policy(self.assignment, self._choices.policy)
        if self._choices.changes:
            decisions.set_policy(self.assignment, self._choices.changes, "grader grade")

    def take_in(self, places: Sequence[Path], language: Language) -> None:
        """Look at what was handed in, and record the learners, their hand-ins and the notes.

        Raises:
            CourseError: if there is nothing to grade and nobody on a roster.
        """
        expected = expected_files(self._course, self._selections, guess_names=self._choices.guess_names)
        roster, only = self._choices.roster, self._choices.learners
        known = {student.learner for student in self._gradebook.learners()} | (roster.ids() if roster else frozenset())
        titles = frozenset(self._course.settings.titles.values())
        collected = collect(places, expected, sorted(known), self._choices.ids, titles)
        if not collected.hand_ins and not collected.notes and not roster:
            shown = places[0] if places else "."
            raise CourseError(
                "there is nothing to grade in `%(shown)s`: expected %(shown)s/LEARNER/….py or zip files", shown=shown
            )
        everybody = {hand_in.learner for hand_in in collected.hand_ins}
        hand_ins = [one for one in collected.hand_ins if not only or one.learner in only]
        found = {hand_in.learner for hand_in in hand_ins}
        for learner in only:
            if learner not in found | known:
                raise CourseError(
                    "there is no hand-in of `%(learner)s` here: the ids are those of the class page", learner=learner
                )
        notes = [note for note in collected.notes if not only or note.learner in only]
        on_it: set[str] = set()
        if roster is not None:
            chosen_roster = roster.roster(everybody)
            if not self._looked:
                tell_roster(chosen_roster, language)
            on_it = {student.learner for student in chosen_roster.students}
            notes += [Note(learner, "", "not_on_roster") for learner in sorted(found - on_it)]
            self._gradebook.enrol(chosen_roster.students, roster=True)
        for learner, others in look_alikes(everybody | on_it).items():
            if not only or learner in only:
                notes.append(Note(learner, "", "similar_id", ", ".join(others)))
        self._gradebook.enrol((Student(one.learner, one.name) for one in hand_ins), roster=False)
        self._gradebook.replace_notes(self.assignment, found if only else {*found, NOBODY}, notes)
        seen = this_moment()
        self._gradebook.see(self.assignment, [as_recorded(one, seen) for one in hand_ins])
        self._looked = True
        self._choose({(one.learner, one.source, content_digest(one.digests)): one for one in hand_ins})

    def _choose(self, there: Mapping[tuple[str, str, str], HandIn]) -> None:
        """Choose the versions that have to be graded so that what counts is known."""
        policy = self._gradebook.decisions.policy(self.assignment)
        extensions = self._gradebook.extensions(self.assignment)
        keys = self._gradebook.known_keys(self.assignment)
        self._wanted = {}
        for learner, hand_ins in sorted(self._gradebook.hand_ins(self.assignment).items()):
            if not self._choices.learners or learner in self._choices.learners:
                placed = [replace(one, there=there.get((learner, one.source, one.content))) for one in hand_ins]
                versions = versions_of(placed, holds(placed, keys.of(learner)))
                versions = wanted(versions, policy, extensions.get(learner))
                self._wanted[learner] = tuple(version for version in versions if version.there)
        # Those of learners who are not looked at are as new, so that nobody's work is taken for graded with an old one.
        everybody = {student.learner for student in self._gradebook.learners()}
        self._gradebook.use(self.assignment, {self._course_of(one): self._variant(one) for one in everybody})

    @property
    def handed_in(self) -> int:
        """The number of versions of which something may count, and that can be read."""
        return sum(map(len, self._wanted.values()))

    def pending(self) -> tuple[Version, ...]:
        """The versions that are not in the gradebook yet; the faults of learners without any are forgotten at once."""
        versions = [version for mine in self._wanted.values() for version in mine]
        recorded = {} if self._choices.again else self._gradebook.recorded(list(map(self._key, versions)))
        pending = missing(versions, self.assignment, self._course_of, recorded, self._settings.require_isolation)
        self._weaker = frozenset(map(self._key, pending)) & recorded.keys()
        unchanged = [version for version in versions if self._key(version) in recorded.keys() - self._weaker]
        self.drawn_otherwise = sum(
            recorded[self._key(one)].seed != self._preparer.seed(self._variant(one.learner)) for one in unchanged
        )
        self._left = Counter(version.learner for version in pending)
        done = [learner for learner, mine in self._wanted.items() if mine and not self._left[learner]]
        self._gradebook.settle(self.assignment, done)
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
            grading_setup.tell_tried(self._preparer)
            self._secure(observer)
            jobs = self._choices.jobs or os.cpu_count() or 1
            graded = mark(pending, lambda learner: variants[self._variant(learner)], observer, jobs, observer.close)
            yield from with_progress(graded, len(pending), language)

    def _secure(self, observer: Observer) -> None:
        """Refuse isolation that is weaker than required, and warn of isolation that is weaker than a class needs."""
        safeguards.require_isolation(observer, self._settings.require_isolation)
        if is_below(self._settings.require_isolation, SAFE):
            reached = reached_isolation(observer)
            if is_below(reached.level, SAFE):
                safeguards.tell_weak_isolation(reached.level, reached.missing)

    def _ready(self, pending: Sequence[Version], handed_in: Set[str]) -> dict[int, Variant]:
        """The exercises in every variant that is graded, prepared before several threads need them, so that nothing is
        computed twice."""
        return {
            variant: Variant(
                tuple(
                    self._preparer.selected(selection, variant, handed_in=selection.exercise.name in handed_in)
                    for selection in self._selections
                ),
                self._preparer.run(variant, edit_seconds=EDIT_SECONDS),
            )
            for variant in sorted({self._variant(version.learner) for version in pending})
        }

    def record(self, marked: Marked) -> None:
        """Record one outcome, of whatever kind, in one transaction."""
        version = marked.version
        self.changed |= version.content not in {one.content for one in self._wanted[version.learner]}
        if marked.result is not None:
            self._left[version.learner] -= 1
            result = safeguards.with_warnings(marked.result)
            attempt = attempt_of(version, self.assignment, self._course_of(version.learner), result)
            again = self._choices.again or attempt.key in self._weaker
            self._gradebook.record(attempt, again=again, settled=not self._left[version.learner])
        elif marked.fault is not None:
            self._gradebook.record_fault(version.learner, self.assignment, marked.fault)
        elif marked.note is not None:
            self._gradebook.add_note(self.assignment, marked.note)

    def standing(self, learner: str) -> Standing | None:
        """How a learner stands now."""
        return self._gradebook.standing(self.assignment, learner)

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
                exercises, self._drawn(variant), limit, [selection.weight for selection in self._selections]
            )
        return self._digests[variant]

    def _drawn(self, variant: int) -> int | str:
        return f"variant {variant}" if self._settings.seed is None else self._settings.seed

    def _sources(self, versions: Iterable[Version]) -> Iterable[str]:
        """The text of every file that will be graded, one after another."""
        for version in versions:
            try:
                submission = read_version(version)
            except Refused:
                continue  # grading it adds the note
            yield from (file.whole for file in submission.files.values())


def _write_report(output: Path, standing: Standing | None, language: Language) -> bool:
    """Write what a learner is given, if anything of theirs is graded; return whether it is.

    A page that is there already as it would be written now is left.
    """
    from grader.reports.learner_files import learner_files
    from grader.reports.page_marks import has_mark

    files = learner_files(standing, datetime.now(UTC), language) if standing else None
    if standing is None or files is None:
        return False
    folder = output / safe_name(standing.learner)
    if files.document is None:
        (folder / DOCUMENT).unlink(missing_ok=True)
    else:
        write_atomically(folder / DOCUMENT, files.document)
    if not has_mark(folder / PAGE, files.mark):
        write_atomically(folder / PAGE, files.page_beside_class())
    return True


def _write_class(output: Path, gradebook: Gradebook, assignment: str, graded: Set[str], language: Language) -> int:
    from rich.console import Console

    from grader.grading.documents import encode_result
    from grader.reports.class_overview import class_row
    from grader.reports.class_pages import INDEX, ClassFolder
    from grader.reports.class_terminal import render_class_table

    documents = []
    pages = ClassFolder(output, language, assignment, gradebook.notes_on_nobody(assignment))
    for standing in gradebook.standings(assignment):
        there = standing.document is not None
        if there and standing.learner not in graded:
            _write_report(output, standing, language)
        pages.add(class_row(standing, f"{safe_name(standing.learner)}/{PAGE}" if there else ""))
        if standing.grade and (result := standing.document):
            documents.append(encode_result(result) + b"\n")
    write_atomically(output / "results.jsonl", b"".join(documents))
    summary = pages.finish()
    render_class_table(summary, Console(), language)
    said = language.gettext("Results of the class:")
    click.echo(f"{said} {output / INDEX}")
    if summary.faults:
        return GRADER_FAILED
    return ALL_PASSED if summary.all_complete else SOMETHING_FAILED
