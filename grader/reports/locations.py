"""Where something is in a learner's own files, as a reader finds it: a line of a file or of a notebook's cell."""

from __future__ import annotations

from dataclasses import dataclass

from grader.grading.helpers import helper_in
from grader.grading.notebooks import place_in
from grader.grading.result import CheckResult, ErrorInfo, ExerciseResult
from grader.reports.language import Language
from grader.reports.safe_text import EMPTY, Clean, clean, code, one_line
from grader.reports.sentences import not_loaded

_SOURCE = 300


@dataclass(frozen=True, slots=True)
class Location:
    """A line of the learner's own file or of a helper module, and the function that it is in where that is told.

    `path` is the path of the file that has this line; empty for a notebook, which has cells.
    """

    file: Clean
    line: int
    source: Clean
    function: Clean = EMPTY
    path: str = ""


def location_of(check: CheckResult, exercise: ExerciseResult, language: Language) -> Location | None:
    """Where to look for a check that did not pass; None if no line is known, or the function was never defined."""
    if check.line is None or not_loaded(check):
        return None
    inside = [use.function for rule in check.broken_rules for use in rule.uses if use.line == check.line]
    function = code(inside[0]) if inside and inside[0] else EMPTY
    return _located(exercise, check.line, check.source, function, language)


def location_of_error(error: ErrorInfo, exercise: ExerciseResult, language: Language) -> Location | None:
    """Where an error stopped the file; None if no line is known."""
    return _located(exercise, error.line, error.source, EMPTY, language) if error.line is not None else None


def _located(exercise: ExerciseResult, line: int, source: str, function: Clean, language: Language) -> Location:
    if helper := helper_in(exercise.helpers, line):
        path, line = helper
        return Location(one_line(path, 160), line, _source(source), function, path)
    file = file_name(exercise)
    if placed := place_in(exercise.cells, line):
        file = language.gettext("%(file)s, cell %(cell)s", file=file, cell=placed[0])
        return Location(file, placed[1], _source(source), function)
    return Location(file, line, _source(source), function, exercise.file)


def _source(line: str) -> Clean:
    """One line, its indentation kept."""
    return clean(clean(line, 4 * _SOURCE).rstrip().partition("\n")[0], _SOURCE)


def file_name(exercise: ExerciseResult) -> Clean:
    """The path of the exercise's file, or its name if it was not handed in."""
    return one_line(exercise.file or f"{exercise.name}.py", 160)
