"""What the loop shows, in the terminal and in the browser: where the learner is, what the last save gave, what is next.

Every text is in the learner's language. What came from the learner's code is still untrusted: it is `Clean`, and who
shows it escapes it for the place where it goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from grader.grading.result import Status
from grader.reports.locations import Location
from grader.reports.safe_text import EMPTY, Clean
from grader.reports.views import CheckView

Phase = Literal["starting", "ready", "checking"]
"""starting: nothing was checked yet; checking: a save is being graded, and what is shown belongs to the one before."""


@dataclass(frozen=True, slots=True)
class Place:
    """A function (or class) of an exercise."""

    exercise: str
    function: str


@dataclass(frozen=True, slots=True)
class FunctionItem:
    """A function in the list. `status` is None as long as nobody has looked."""

    place: Place
    status: Status | None
    word: Clean


@dataclass(frozen=True, slots=True)
class ExerciseItem:
    """An exercise in the list. `file` is None where the learner has none: it was deleted, or never started."""

    name: str
    title: Clean
    file: Path | None
    functions: tuple[FunctionItem, ...]


@dataclass(frozen=True, slots=True)
class ChapterItem:
    """A chapter in the list, and how many of its functions pass. `folder` is what `grader read` takes."""

    folder: str
    number: str
    title: Clean
    exercises: tuple[ExerciseItem, ...]
    passed: int
    total: int


@dataclass(frozen=True, slots=True)
class Task:
    """What the current function is to do.

    Attributes:
        place: the function.
        title: its exercise's title.
        signature: as in `gradient(xs, ys, w)`; empty for a class.
        docstring: what the exercise file says of it, as plain text.
        sentences: what is checked, a sentence for each check that learners see.
        file: the learner's file, None where there is none; `shown` as the learner would type it.
        line: the line of the definition in that file, if it is found.
        chapter: the folder of the chapter, which has the text about it.
    """

    place: Place
    title: Clean
    signature: Clean
    docstring: Clean
    sentences: tuple[Clean, ...]
    file: Path | None
    shown: Clean
    line: int | None
    chapter: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the last save gave for the current function.

    Attributes:
        status, word: of all its checks, the gravest.
        checks: all its checks. A check's `explanation` has the input (`arguments`), yours and expected (`rows`), the
            named cause (`mistakes`), what was seen, the first differing step included (`sentences`); `curves` are
            drawn beside the reference's, `output` is what it printed.
        first: the check that is explained: the first that fails, else the first that is not written; None where all
            pass.
        loading: why the file did not load as a whole; `loading_error` is what Python said, at `loading_location`.
        output: what the file printed when it was loaded.
        seconds: from the save to this outcome.
    """

    status: Status
    word: Clean
    checks: tuple[CheckView, ...]
    first: CheckView | None
    loading: tuple[Clean, ...] = ()
    loading_error: Clean = EMPTY
    loading_location: Location | None = None
    output: Clean = EMPTY
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Success:
    """The current function passes: what was learned, in the course's own words."""

    learned: tuple[Clean, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next unfinished function, the first sentence of its task, and the chapter with the text about it."""

    place: Place
    title: Clean
    summary: Clean
    chapter: str


@dataclass(frozen=True, slots=True)
class Hint:
    """A hint that was asked for: its lines, its number from 1 of how many, and what it has besides: a worked example as
    Markdown, the line to look at."""

    lines: tuple[Clean, ...]
    number: int = 1
    of: int = 1
    markdown: str = ""
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class State:
    """All that is shown at one moment.

    Attributes:
        serial: counts the states; a later one has a larger number.
        phase: whether something is being graded.
        course: the course's title.
        chapters: all chapters that have exercises, in the course's order.
        current: the function that the learner is at; None for a course without exercises.
        task: what it is to do.
        outcome: what the last save gave for it; None before it was checked, or where there is no file.
        success: set where it passes.
        following: where to go on: the next unfinished function; None when everything that the learner has passes.
        hint: the hint that was asked for; gone after the next save.
        messages: what the learner is to be told: a deleted file and how to get it back, a second loop in the same
            folder, a failure of the grader itself, what was reset.
        done: whether every function passes that the learner has a file of.
    """

    serial: int
    phase: Phase
    course: Clean
    chapters: tuple[ChapterItem, ...]
    current: Place | None
    task: Task | None
    outcome: Outcome | None
    success: Success | None
    following: NextStep | None
    hint: Hint | None
    messages: tuple[Clean, ...]
    done: bool

    @property
    def missing(self) -> ChapterItem | None:
        """The first chapter of which the learner has not every file."""
        return next((one for one in self.chapters if any(item.file is None for item in one.exercises)), None)

    @property
    def chapter(self) -> ChapterItem | None:
        """The chapter that the learner is in, with its progress."""
        names = {exercise.name: chapter for chapter in self.chapters for exercise in chapter.exercises}
        return names.get(self.current.exercise) if self.current else None
