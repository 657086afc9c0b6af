"""The result as a report shows it: ordered, said in one language, nothing left to decide for a renderer.

Everything here that came from a learner is still untrusted text: renderers escape it for where it goes.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.grading.result import CurveResult, Status
from grader.reports.plain import EMPTY, Clean


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of got against expected; `where` is empty for the whole result."""

    where: Clean
    got: Clean
    expected: Clean


@dataclass(frozen=True, slots=True)
class Mistake:
    """A named mistake: what was done, and the question that leads to the cause."""

    finding: Clean
    hint: Clean


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a check did not pass, in the order in which it is read.

    `error` is what Python said; `case` names the case that `arguments` and `rows` belong to.
    """

    mistakes: tuple[Mistake, ...] = ()
    sentences: tuple[Clean, ...] = ()
    error: Clean = EMPTY
    case: Clean = EMPTY
    arguments: tuple[tuple[Clean, Clean], ...] = ()
    rows: tuple[Row, ...] = ()
    coverage: tuple[Clean, ...] = ()


@dataclass(frozen=True, slots=True)
class Location:
    """A line of the learner's own file, and the function that it is in where that is told."""

    file: Clean
    line: int
    source: Clean
    function: Clean = EMPTY


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check. `brief` is its one line in a list; of a hidden check nothing is kept but name, status and points."""

    key: str
    function: Clean
    role: Clean
    sentence: Clean
    status: Status
    word: Clean
    points: str
    max_points: str
    brief: Clean
    explanation: Explanation
    location: Location | None
    notes: tuple[Clean, ...]
    curves: tuple[CurveResult, ...]
    output: Clean
    hidden: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """All checks of one role in an exercise."""

    role: Clean
    status: Status
    word: Clean
    passed: int
    total: int


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """One exercise. `first` is the stage that breaks first, or the first that has not been written.

    `loading` says why the file did not load as a whole; `unloaded` that nothing but that keeps `first` from passing.
    """

    key: str
    name: Clean
    title: Clean
    file: Clean
    points: str
    max_points: str
    stages: tuple[Stage, ...]
    loading: tuple[Clean, ...]
    loading_error: Clean
    loading_location: Location | None
    unloaded: bool
    first: CheckView | None
    checks: tuple[CheckView, ...]
    output: Clean
    submitted: bool
    complete: bool


@dataclass(frozen=True, slots=True)
class ChapterView:
    """The exercises of one chapter; `number` is empty where its folder has none."""

    key: str
    number: str
    title: Clean
    exercises: tuple[ExerciseView, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """The whole report. `begin` is the exercise to begin with, and `next_step` what to do there."""

    learner: Clean
    course: Clean
    created: Clean
    points: str
    max_points: str
    percent: int
    counts: tuple[tuple[Status, Clean, int], ...]
    summary: Clean
    next_step: Clean
    begin: ExerciseView | None
    faults: tuple[Clean, ...]
    notices: tuple[Clean, ...]
    chapters: tuple[ChapterView, ...]
    environment: tuple[tuple[Clean, Clean], ...]
