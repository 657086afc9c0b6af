"""The ladder of hints for one function: what was seen, a question, the place, a worked example on other numbers.

The first three rungs are made from what a report says of the check; the last one is an author's. None shows the answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from grader.grading.result import Status
from grader.reports.language import Language
from grader.reports.locations import Location
from grader.reports.mistake_sentences import several_mistakes
from grader.reports.safe_text import Clean, author_text, code, join, without_marks
from grader.reports.views import CheckView, ExerciseView, Explanation

RungKind = Literal["seen", "question", "place", "example"]

_WORKED_OUT: frozenset[Status] = frozenset({"failed", "blocked"})


@dataclass(frozen=True, slots=True)
class Rung:
    """One hint: its sentences, the line to look at, and a worked example as Markdown, whichever it has."""

    kind: RungKind
    said: tuple[Clean, ...]
    location: Location | None = None
    markdown: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What an author has written for the kind of a function: a question, and a worked example as Markdown."""

    question: str = ""
    markdown: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """One rung of a ladder, its number from 1, and how many rungs there are."""

    exercise: ExerciseView
    check: CheckView
    rung: Rung
    number: int
    of: int


def check_to_hint(exercise: ExerciseView, function: str | None) -> CheckView | None:
    """The check that a hint is about: of those of the function, the first that fails, else the first that has not been
    written; where the function waits for another one, the first of the exercise to fix. None where nothing is wrong.
    """
    asked = [check for check in exercise.checks if function is None or _is_of(check.function, function)]
    for statuses in ({"failed", "error", "timeout"}, {"not_attempted"}):
        for check in asked:
            if check.status in statuses:
                return check
    waiting = next((check for check in asked if check.status == "blocked"), None)
    return (exercise.first or waiting) if waiting else None


def ladder(exercise: ExerciseView, check: CheckView, lesson: Lesson, language: Language) -> tuple[Rung, ...]:
    """The rungs for a check that does not pass, in the order in which they are shown.

    A file that does not load has no example: its checks have not begun.
    """
    unloaded = exercise.unloaded or (not check.location and bool(exercise.loading) and check.status == "error")
    if unloaded:
        seen = Rung("seen", (*exercise.loading, *_quoted(exercise.loading_error)))
        place = Rung("place", _place(None, exercise.loading_location, language), exercise.loading_location)
        return (seen, Rung("question", (_error_question(language),)), place)
    rungs = [
        Rung("seen", _seen(check)),
        Rung("question", (_question(check, lesson, language),)),
        Rung("place", _place(check, check.location, language), check.location),
    ]
    if lesson.markdown:
        said = language.gettext("An example of the same kind, on other numbers:")
        rungs.append(Rung("example", (said,), markdown=lesson.markdown))
    return tuple(rungs)


def _is_of(function: str, asked: str) -> bool:
    return f"{function}.".startswith(f"{asked}.")


def _seen(check: CheckView) -> tuple[Clean, ...]:
    explanation = check.explanation
    said = explanation.sentences or (check.brief,)
    first = (check.sentence,) if check.status == "not_attempted" and not check.hidden else ()
    return (*first, *said, *_quoted(explanation.error), *explanation.coverage)


def _quoted(error: Clean) -> tuple[Clean, ...]:
    return (error,) if error else ()


def _question(check: CheckView, lesson: Lesson, language: Language) -> Clean:
    """The hint of a mistake that alone explains what was seen; else the question of the function's kind."""
    hints = {mistake.hint for mistake in check.explanation.mistakes if mistake.hint}
    if len(check.explanation.mistakes) == 1 and hints:
        return hints.pop()
    if check.status in ("error", "timeout"):
        return _error_question(language)
    if lesson.question:
        return author_text(lesson.question)
    if check.status in _WORKED_OUT:
        return language.gettext(
            "Work out one case by hand, line by line. At which line does %(function)s get another number than you?",
            function=code(check.function),
        )
    return language.gettext(
        "What does %(function)s have to do first for a single number, and what then?", function=code(check.function)
    )


def _error_question(language: Language) -> Clean:
    return language.gettext(
        "Which values does that line work on just before it stops? Which of them is not what you thought?"
    )


def _place(check: CheckView | None, location: Location | None, language: Language) -> tuple[Clean, ...]:
    """What was done, where one mistake alone explains it; the line; a case to try, and where its result differs."""
    _ = language.gettext
    said: list[Clean] = []
    explanation = check.explanation if check else Explanation()
    if len(explanation.mistakes) == 1:
        said.append(explanation.mistakes[0].finding)
    elif explanation.mistakes:
        said.append(several_mistakes(language))
        said += [mistake.finding for mistake in explanation.mistakes]
    if location is not None:
        said.append(_("Look at line %(line)s of %(file)s.", line=location.line, file=code(location.file)))
    elif check is not None:
        said.append(_("Look at %(function)s.", function=code(check.function)))
    if explanation.arguments:
        given = code(", ".join(f"{_bare(name)} = {_bare(text)}" for name, text in explanation.arguments), 300)
        said.append(_("Try it with %(arguments)s.", arguments=given))
    where = [row.where for row in explanation.rows if row.where]
    if where:
        said.append(_("Its result differs at %(places)s.", places=join(where, ", ")))
    return tuple(said)


def _bare(text: Clean) -> Clean:
    """A piece of code without its marks, to be part of a longer one."""
    return Clean(without_marks(text))
