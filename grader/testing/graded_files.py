"""A graded file, as seen by a test: points, statuses, named mistakes, and what a learner would read."""

from __future__ import annotations

from dataclasses import dataclass

from grader.course.suggestions import suggestion
from grader.grading.result import CheckResult, ExerciseResult, Result, Status
from grader.reports.check_texts import tell, why
from grader.reports.language import language_for


@dataclass(frozen=True)
class GradedCheck:
    """One check of a graded file; `result` is the part of the result document."""

    result: CheckResult
    _document: Result

    @property
    def id(self) -> str:
        """The name of the check's probe."""
        return self.result.id

    @property
    def status(self) -> Status:
        """The check's status: "passed", "failed", "error", …"""
        return self.result.status

    @property
    def points(self) -> float:
        """Points earned."""
        return self.result.points

    @property
    def mistakes(self) -> tuple[str, ...]:
        """The ids of the mistakes that the check names."""
        return tuple(mistake.id for mistake in self.result.mistakes)

    def names_mistake(self, id: str) -> bool:
        """Whether this mistake is named."""
        return id in self.mistakes

    def said(self, language: str = "en") -> str:
        """What a learner reads about the check, line by line, code between backticks; "" where it passed."""
        spoken = language_for(language)
        told = next(one for one in tell(self._document, spoken).checks if one.check.id == self.id)
        return "\n".join(why(told, spoken))


@dataclass(frozen=True)
class GradedFile:
    """One graded exercise file; `document` is the result document of a submission of just this file."""

    document: Result

    @property
    def result(self) -> ExerciseResult:
        """The exercise's part of the result document."""
        return self.document.exercises[0]

    @property
    def points(self) -> float:
        """Points earned."""
        return self.result.points

    @property
    def max_points(self) -> float:
        """Points that can be earned, not counting bonuses."""
        return self.result.max_points

    @property
    def checks(self) -> tuple[GradedCheck, ...]:
        """All checks, in the order of the document."""
        return tuple(GradedCheck(check, self.document) for check in self.result.checks)

    def check(self, id: str) -> GradedCheck:
        """The check of this name.

        Raises:
            KeyError: if there is none; suggests a similar name.
        """
        by_id = {check.id: check for check in self.checks}
        if id not in by_id:
            raise KeyError(f"{self.result.name} has no check `{id}`{suggestion(id, by_id)}")
        return by_id[id]
