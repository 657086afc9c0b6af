"""Taking in what a class handed in, and choosing what has to be graded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from grader.cohort.assignment import Assignment
from grader.cohort.spilled_list import Numbered, SpilledList
from grader.cohort.typed_messages import Reader
from grader.errors import CourseError
from grader.grading.found_files import Expected
from grader.grading.submissions import Submission
from grader.records.attempts import attempt_key
from grader.records.bundles import content_digest
from grader.records.choosing import Version, as_recorded, this_moment, versions_of
from grader.records.counting import wanted
from grader.records.database import in_parts
from grader.records.gradebook import Gradebook
from grader.records.handins import HandIn, find_hand_ins
from grader.records.identity import holds
from grader.records.lookalikes import look_alikes
from grader.records.marking import content_of, missing, read_version
from grader.records.notes import NOBODY, Note, Refused
from grader.records.policies import Policy, PolicyChanges
from grader.records.roster import Roster, RosterFile, Student


@dataclass(frozen=True)
class Choices:
    """What to take in, and what counts.

    Attributes:
        policy: what the course says of what counts.
        changes: what is set for the assignment, now and for later runs.
        roster: everybody who takes the course, if known.
        again: whether to grade again what is already in the gradebook.
        learners: grade only these, if there are any.
        ids: the learners' ids by what a learning platform calls them.
    """

    policy: Policy = field(default_factory=Policy)
    changes: PolicyChanges = field(default_factory=PolicyChanges)
    roster: RosterFile | None = None
    again: bool = False
    learners: tuple[str, ...] = ()
    ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pending:
    """What has to be graded.

    Attributes:
        first: the versions that are not in the gradebook yet.
        second: those that are, of which a second pass may still say more about what failed.
        unchanged: how many versions are there already.
        drawn_otherwise: how many of those were graded with cases from another key.
        weaker: the keys of those among `first` that were graded under weaker isolation than is required.
    """

    first: Numbered[Version]
    second: Numbered[Version] = ()
    unchanged: int = 0
    drawn_otherwise: int = 0
    weaker: frozenset[str] = frozenset()

    def versions(self) -> Iterator[Version]:
        """Those of both passes, one after another."""
        yield from self.first
        yield from self.second


def set_policy(gradebook: Gradebook, assignment: str, choices: Choices) -> None:
    """Record what the course says of what counts, and what is set for the assignment."""
    gradebook.decisions.set_course_policy(assignment, choices.policy)
    if choices.changes:
        gradebook.decisions.set_policy(assignment, choices.changes, "grader grade")


class _Wanted(NamedTuple):
    """A version whose score is needed: its content, and its number among those that are kept."""

    content: str
    number: int


_HAND_INS: Reader[HandIn] = Reader(HandIn)
VERSIONS: Reader[Version] = Reader(Version)


class Intake:
    """What was handed in for an assignment, as it is recorded and as it lies there now.

    Args:
        expected: the files that are looked for.
        roster_read: is told the roster that is used, once.
    """

    def __init__(
        self,
        assignment: Assignment,
        gradebook: Gradebook,
        choices: Choices,
        expected: Expected,
        roster_read: Callable[[Roster], None],
    ) -> None:
        self._assignment = assignment
        self._gradebook = gradebook
        self._choices = choices
        self._expected = expected
        self._roster_read: Callable[[Roster], None] | None = roster_read
        self._wanted: dict[str, tuple[_Wanted, ...]] = {}
        self._versions = SpilledList(VERSIONS)

    def take_in(self, places: Sequence[Path]) -> None:
        """Look at what was handed in, and record the learners, their hand-ins and the notes.

        Raises:
            CourseError: if there is nothing to grade and nobody on a roster.
        """
        roster, only, name = self._choices.roster, self._choices.learners, self._assignment.name
        known = {student.learner for student in self._gradebook.learners()} | (roster.ids() if roster else frozenset())
        titles = frozenset(self._assignment.course.settings.titles.values())
        there = SpilledList(_HAND_INS)
        theirs: dict[str, list[int]] = {}

        def found_one(hand_in: HandIn) -> None:
            theirs.setdefault(hand_in.learner, []).append(there.append(hand_in))

        taken_notes = find_hand_ins(places, self._expected, found_one, sorted(known), self._choices.ids, titles)
        if not theirs and not taken_notes and not roster:
            shown = places[0] if places else "."
            raise CourseError(
                "there is nothing to grade in `%(shown)s`: expected %(shown)s/LEARNER/….py or zip files", shown=shown
            )
        found = theirs.keys() & set(only) if only else set(theirs)
        for learner in only:
            if learner not in found | known:
                raise CourseError(
                    "there is no hand-in of `%(learner)s` here: the ids are those of the class page", learner=learner
                )
        notes = [note for note in taken_notes if not only or note.learner in only]
        on_it: set[str] = set()
        if roster is not None:
            on_it = self._enrol(roster.roster(set(theirs)))
            notes += [Note(learner, "", "not_on_roster") for learner in sorted(found - on_it)]
        for learner, others in look_alikes(theirs.keys() | on_it).items():
            if not only or learner in only:
                notes.append(Note(learner, "", "similar_id", ", ".join(others)))
        self._gradebook.replace_notes(name, found if only else {*found, NOBODY}, notes)
        seen = this_moment()
        for some in in_parts(found):
            hand_ins = [there[number] for learner in some for number in theirs[learner]]
            self._gradebook.enrol((Student(one.learner, one.name) for one in hand_ins), roster=False)
            self._gradebook.see(name, [as_recorded(one, seen) for one in hand_ins])
        self._choose(lambda learner: [there[number] for number in theirs.get(learner, ())])

    def _enrol(self, roster: Roster) -> set[str]:
        if self._roster_read is not None:
            self._roster_read(roster)
            self._roster_read = None
        self._gradebook.enrol(roster.students, roster=True)
        return {student.learner for student in roster.students}

    def _choose(self, there_of: Callable[[str], Sequence[HandIn]]) -> None:
        """Choose the versions that have to be graded so that what counts is known."""
        name, gradebook = self._assignment.name, self._gradebook
        policy, extensions = gradebook.decisions.policy(name), gradebook.extensions(name)
        keys = gradebook.known_keys(name)
        # Those of learners who are not looked at are as new, so that nobody's work is taken for graded with an old one.
        everybody = [student.learner for student in gradebook.learners()]
        looked_at = self._choices.learners
        self._wanted, self._versions = {}, SpilledList(VERSIONS)
        for some in in_parts(one for one in everybody if not looked_at or one in looked_at):
            for learner, hand_ins in sorted(gradebook.hand_ins(name, some).items()):
                there = {(one.source, content_digest(one.digests)): one for one in there_of(learner)}
                placed = [replace(one, there=there.get((one.source, one.content))) for one in hand_ins]
                versions = versions_of(placed, holds(placed, keys.of(learner)))
                versions = wanted(versions, policy, extensions.get(learner))
                self._wanted[learner] = tuple(
                    _Wanted(version.content, self._versions.append(version)) for version in versions if version.there
                )
        variants = {one: self._assignment.variant(one) for one in everybody}
        digests = {self._assignment.digest(variant): variant for variant in sorted(set(variants.values()))}
        gradebook.use(name, digests)

    def pending(self) -> Pending:
        """What has to be graded; the faults of learners without any of it are forgotten at once."""
        assignment = self._assignment
        first: list[int] = []
        second: list[int] = []
        weaker: set[str] = set()
        drawn_otherwise = 0
        for some in in_parts(self._wanted):
            numbers = [one.number for learner in some for one in self._wanted[learner]]
            versions = [self._versions[number] for number in numbers]
            keys = list(map(self.key, versions))
            recorded = {} if self._choices.again else self._gradebook.recorded(keys)
            left = missing(versions, assignment.name, assignment.course_of, recorded, assignment.require_isolation)
            new = set(map(self.key, left))
            weaker |= new & recorded.keys()
            unexplained = self._gradebook.unexplained(recorded.keys() - new)
            for number, key, version in zip(numbers, keys, versions, strict=True):
                if key in new:
                    first.append(number)
                    continue
                drawn_otherwise += recorded[key].seed != assignment.seed(version.learner)
                if key in unexplained:
                    second.append(number)
            waiting = {version.learner for version in left}
            self._gradebook.settle(assignment.name, [one for one in some if self._wanted[one] and one not in waiting])
        return Pending(
            self._versions.picked(first),
            self._versions.picked(second),
            len(self._versions) - len(first),
            drawn_otherwise,
            frozenset(weaker),
        )

    def has(self, version: Version) -> bool:
        """Whether this is one of the versions that were chosen, and not what a file has become since."""
        return version.content in {one.content for one in self._wanted[version.learner]}

    def read(self, learner: str, content: str) -> Submission | None:
        """A learner's files with this digest, if they are still there."""
        wanted = next((one for one in self._wanted.get(learner, ()) if one.content == content), None)
        try:
            submission = None if wanted is None else read_version(self._versions[wanted.number])
        except Refused:
            return None
        return submission if submission is not None and content_of(submission) == content else None

    def key(self, version: Version) -> str:
        """The key of a version's attempt in the gradebook."""
        name, course = self._assignment.name, self._assignment.course_of(version.learner)
        return attempt_key(version.learner, name, version.content, course)
