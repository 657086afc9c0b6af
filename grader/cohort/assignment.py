"""What a class is graded on: the exercises of an assignment, in every variant, and the digests that tell them apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from grader.cohort.work import Chosen
from grader.course.discovery import Course
from grader.course.seeds import Key, variant_of
from grader.course.targets import Selection
from grader.execution.limits import limits_of
from grader.grading.preparing import Preparer
from grader.grading.result import FollowThrough
from grader.records.choosing import Version
from grader.records.marking import course_digest


@dataclass(frozen=True)
class Assignment:
    """An assignment as it is graded now.

    Attributes:
        name: its name in the gradebook.
        preparer: prepares its exercises.
        seed_given: the seed of the cases, where one was asked for.
        key: what the cases are drawn from; None for the course's key.
        time_limit: seconds for each check, where they were asked for.
        require_isolation: the level below which nothing is graded.
        follow_through: what a function earns that is right on top of wrong ones.
    """

    name: str
    course: Course
    selections: Sequence[Selection]
    preparer: Preparer
    seed_given: int | None = None
    key: Key | None = None
    time_limit: float | None = None
    require_isolation: str = "none"
    follow_through: FollowThrough = "full"
    _digests: dict[int, str] = field(default_factory=dict, repr=False)

    @property
    def chosen(self) -> tuple[Chosen, ...]:
        """Its exercises, by name."""
        return tuple(Chosen(one.exercise.name, one.function, one.weight) for one in self.selections)

    def variant(self, learner: str) -> int:
        """The variant of a learner's cases."""
        return variant_of(self.course.settings, learner)

    def seed(self, learner: str) -> int:
        """The seed of a learner's cases."""
        return self.preparer.seed(self.variant(learner))

    def course_of(self, learner: str) -> str:
        """The digest of what a learner is graded with."""
        return self.digest(self.variant(learner))

    def digest(self, variant: int) -> str:
        """The digest of what is graded with in this variant."""
        if variant not in self._digests:
            exercises = [(self.preparer.loaded(one.exercise), self.preparer.only(one)) for one in self.selections]
            limit = limits_of(self.course.settings.limits, self.time_limit).check_seconds
            drawn = f"variant {variant}" if self.seed_given is None else self.seed_given
            weights = [one.weight for one in self.selections]
            self._digests[variant] = course_digest(exercises, drawn, limit, weights, self.follow_through)
        return self._digests[variant]

    def variants(self, versions: Iterable[Version]) -> list[int]:
        """The variants of these versions' learners."""
        return sorted({self.variant(version.learner) for version in versions})

    def exercises_in(self, versions: Iterable[Version]) -> frozenset[str]:
        """The exercises of which a file is in one of these versions."""
        handed_in = {name for version in versions for name in version.files}
        return frozenset(one.exercise.name for one in self.selections) & handed_in
