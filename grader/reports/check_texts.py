"""What a report says about each check, for formats that other programs read: the document's numbers and plain text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grader.grading.result import CheckResult, ExerciseResult, Result
from grader.reports.language import Language
from grader.reports.locations import Location
from grader.reports.safe_text import Clean, spans
from grader.reports.sentences import not_loaded
from grader.reports.views import CheckView, ExerciseView, ReportView, view_of
from grader.reports.vocabulary import in_file_order


@dataclass(frozen=True, slots=True)
class Told:
    """One check, in the document and as it is shown. `number` is its exercise's number and its own, as in "2.3"."""

    exercise: ExerciseResult
    exercise_view: ExerciseView
    check: CheckResult
    view: CheckView
    number: str


@dataclass(frozen=True, slots=True)
class ToldReport:
    """A whole result: its view, and its checks in the order in which reports show them."""

    view: ReportView
    checks: tuple[Told, ...]


def tell(result: Result, language: Language) -> ToldReport:
    """Pair the document with what reports say about it."""
    view = view_of(result, language)
    exercises = [exercise for chapter in view.chapters for exercise in chapter.exercises]
    return ToldReport(view, tuple(_checks(result, exercises)))


def _checks(result: Result, views: list[ExerciseView]) -> Iterator[Told]:
    for place, (exercise, view) in enumerate(zip(result.exercises, views, strict=True), 1):
        ordered = zip(in_file_order(exercise.checks), view.checks, strict=True)
        for number, (check, check_view) in enumerate(ordered, 1):
            yield Told(exercise, view, check, check_view, f"{place}.{number}")


def plain(text: Clean) -> str:
    """The text without code marks, its code between backticks."""
    return "".join(f"`{piece}`" if is_code else piece for piece, is_code in spans(text))


def why(told: Told, language: Language) -> list[str]:
    """Why a check did not pass, line by line; empty for one that passed. Unless hidden, its sentence is first."""
    view = told.view
    if view.status == "passed":
        return []
    explanation = view.explanation
    said: list[Clean] = [] if view.hidden else [view.sentence]
    if len(explanation.mistakes) > 1:
        said.append(language.gettext("Each of these mistakes would give exactly what you get:"))
    for mistake in explanation.mistakes:
        said += [mistake.finding, mistake.hint]
    said += explanation.sentences or (view.brief,)
    said += [explanation.error, *explanation.coverage]
    place = view.location
    if not_loaded(told.check):
        said += [*told.exercise_view.loading, told.exercise_view.loading_error]
        place = told.exercise_view.loading_location
    if place is not None:
        said.append(language.gettext("Your file %(file)s, line %(line)s", file=place.file, line=place.line))
    return [plain(line) for line in dict.fromkeys([*said, *view.notes]) if line]


def location(told: Told) -> Location | None:
    """The line of the learner's file to look at; for a check that was never reached, the line where the file stops."""
    return told.exercise_view.loading_location if not_loaded(told.check) else told.view.location
