"""What the loop knows of each exercise, and the state that it shows from that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.authoring import Check, Text
from grader.course.discovery import Course
from grader.course.names import is_within
from grader.grading.result import Status
from grader.grading.submissions import definition_line
from grader.interactive.syllabus import ExerciseText, FunctionText
from grader.interactive.view_model import (
    ChapterItem,
    ExerciseItem,
    FunctionItem,
    NextStep,
    Outcome,
    Place,
    Success,
    Task,
)
from grader.reports.language import Language
from grader.reports.safe_text import EMPTY, Clean, author_text, clean, one_line
from grader.reports.views import CheckView, ExerciseView
from grader.reports.vocabulary import gravest, status_word

_DOCSTRING = 6000


@dataclass(slots=True)
class Known:
    """What is known of one exercise.

    Attributes:
        text: what there is to write in it.
        path: the learner's file; None where there is none.
        shown: the same as the learner would type it.
        source: the text of that file when it was last read.
        declared: its checks as declared; empty before it was prepared.
        view: what its last grading gave; None before.
        is_untouched: whether the file is still the stub, which needs no grading.
        seconds: how long the last answer took.
        faults: how the grader itself failed in that grading.
    """

    text: ExerciseText
    path: Path | None = None
    shown: str = ""
    source: str = ""
    declared: tuple[Check, ...] = ()
    view: ExerciseView | None = None
    is_untouched: bool = False
    seconds: float = 0.0
    faults: tuple[Clean, ...] = field(default=())

    @property
    def name(self) -> str:
        """The exercise's name."""
        return self.text.files.name

    @property
    def functions(self) -> Sequence[FunctionText]:
        """The functions to write that something checks, as far as that is known."""
        if self.view is None:
            return self.text.functions
        return [one for one in self.text.functions if self.checks(one.name)] or self.text.functions

    def checks(self, function: str) -> tuple[CheckView, ...]:
        """The checks of a function, or of a class and its methods, as the last grading gave them."""
        if self.view is None:
            return ()
        return tuple(check for check in self.view.checks if is_within(check.function, function))

    def status(self, function: str) -> Status | None:
        """The gravest status of a function's checks; None where it is not known."""
        if self.is_untouched:
            return "not_attempted"
        checks = self.checks(function)
        return gravest(check.status for check in checks) if checks else None


class Progress:
    """What is known of all exercises, in the order of the course, and what is shown from it."""

    def __init__(self, course: Course, known: Mapping[str, Known], language: Language) -> None:
        self._course = course
        self._language = language
        self.known = known

    def places(self) -> Iterator[Place]:
        """All functions in the order of the course; those of exercises that the learner has no file of are left out,
        unless there is no file at all."""
        have = any(one.path is not None for one in self.known.values())
        for one in self.known.values():
            if one.path is not None or not have:
                yield from (Place(one.name, function.name) for function in one.functions)

    def status(self, place: Place) -> Status | None:
        """The status of a function; None where it is not known."""
        return self.known[place.exercise].status(place.function)

    def unfinished_after(self, place: Place | None) -> Place | None:
        """The next function that does not pass, from this one on and then from the start; None where all pass."""
        places = list(self.places())
        start = places.index(place) + 1 if place in places else 0
        around = (*places[start:], *places[:start])
        return next((one for one in around if self.status(one) != "passed"), None)

    def chapters(self) -> tuple[ChapterItem, ...]:
        """The chapters with exercises."""
        items = []
        for chapter in self._course.chapters:
            exercises = tuple(self._exercise(self.known[files.name]) for files in chapter.exercises)
            functions = [function for exercise in exercises for function in exercise.functions]
            if exercises:
                items.append(
                    ChapterItem(
                        chapter.folder,
                        chapter.number,
                        self._language.pick(self._in_languages(chapter.title)),
                        exercises,
                        sum(function.status == "passed" for function in functions),
                        len(functions),
                    )
                )
        return tuple(items)

    def _exercise(self, known: Known) -> ExerciseItem:
        functions = tuple(self._item(Place(known.name, function.name)) for function in known.functions)
        return ExerciseItem(known.name, self.title(known.name), known.path, functions)

    def _item(self, place: Place) -> FunctionItem:
        status = self.status(place)
        return FunctionItem(place, status, status_word(status, self._language) if status else EMPTY)

    def title(self, exercise: str) -> Clean:
        """An exercise's title."""
        return self._language.pick(self._in_languages(self.known[exercise].text.title))

    def _in_languages(self, text: Text) -> dict[str, str]:
        return text.in_languages(self._course.settings.languages)

    def task(self, place: Place) -> Task:
        """What a function is to do."""
        known = self.known[place.exercise]
        function = self._function(place)
        return Task(
            place,
            self.title(known.name),
            one_line(function.signature, 200),
            clean(function.docstring, _DOCSTRING),
            self._sentences(known, place.function),
            known.path,
            one_line(known.shown or f"{known.name}.py", 160),
            definition_line(known.source, place.function),
            known.text.files.chapter,
        )

    def _sentences(self, known: Known, function: str) -> tuple[Clean, ...]:
        """What the checks of a function say, each sentence once; those of hidden checks are not told."""
        if known.view is not None:
            said = [check.sentence for check in known.checks(function) if not check.hidden]
        else:
            own = [check for check in known.declared if is_within(check.of, function) and not check.hidden]
            said = [self._language.pick(self._in_languages(check.sentence)) for check in own]
        return tuple(dict.fromkeys(sentence for sentence in said if sentence))

    def outcome(self, place: Place) -> Outcome | None:
        """What the last grading gave for a function; None where there was none."""
        known = self.known[place.exercise]
        view, checks, status = known.view, known.checks(place.function), self.status(place)
        if known.path is None or status is None:
            return None
        word = status_word(status, self._language)
        if view is None or known.is_untouched:
            return Outcome(status, word, checks, None)
        return Outcome(
            status,
            word,
            checks,
            _first(checks),
            view.loading,
            view.loading_error,
            view.loading_location,
            view.output,
            known.seconds,
        )

    def success(self, place: Place) -> Success | None:
        """What was learned; None where the function does not pass."""
        if self.status(place) != "passed":
            return None
        learned = self._sentences(self.known[place.exercise], place.function)
        return Success(learned or (author_text(self._function(place).summary),))

    def following(self, place: Place | None) -> NextStep | None:
        """Where to go on after a function; None where everything passes."""
        place = self.unfinished_after(place)
        if place is None:
            return None
        known = self.known[place.exercise]
        summary = author_text(self._function(place).summary)
        return NextStep(place, self.title(known.name), summary, known.text.files.chapter)

    def _function(self, place: Place) -> FunctionText:
        functions = self.known[place.exercise].text.functions
        return next((one for one in functions if one.name == place.function), FunctionText(place.function, "", ""))


def _first(checks: Sequence[CheckView]) -> CheckView | None:
    """The check to explain: the first that fails, else the first that is not written or waits."""
    for statuses in ({"failed", "error", "timeout", "fault"}, {"not_attempted"}, {"blocked"}):
        for check in checks:
            if check.status in statuses:
                return check
    return None
