"""The reference's function beside the learner's own, where the course allows a learner to see it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from grader.course.discovery import Course, ExerciseFiles
from grader.course.files import read_source
from grader.course.stubs import without_markers
from grader.grading.submissions import read_file
from grader.interactive.view_model import ExerciseItem, State
from grader.reports.highlighting import highlighted
from grader.reports.language import Language
from grader.reports.safe_text import EMPTY, Clean, clean
from grader.source.parsing import Unreadable, parse

_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Beside:
    """A function of the learner's and the reference's, as source text; or why the reference is not shown."""

    own: str | None = None
    reference: str | None = None
    refused: Clean = EMPTY

    def highlighted(self) -> Beside:
        """The same with the sources as HTML."""
        if self.own is None or self.reference is None:
            return self
        return Beside(highlighted(self.own, "python"), highlighted(self.reference, "python"))


def beside_reference(course: Course, state: State, language: Language) -> Beside:
    """The current function of a state, the learner's beside the reference's.

    By the course's policy the reference is shown once all functions of the exercise pass, or never; a release kit has
    none.

    Raises:
        CourseError: if the course has no such exercise.
    """
    _ = language.gettext
    if state.task is None:
        return Beside(refused=_("There is nothing to compare."))
    place = state.task.place
    files = course.exercise(place.exercise)
    if course.settings.policies.reference == "never":
        return Beside(refused=_("This course does not show its reference."))
    if files.in_kit or not files.reference.is_file():
        return Beside(refused=_("This copy of the course comes without the reference."))
    if not _passes(_item(state, place.exercise)):
        return Beside(refused=_("The reference is shown when every function of this exercise passes."))
    reference = _reference(files, place.function)
    if not reference:
        return Beside(refused=_("This copy of the course comes without the reference."))
    own = _own(state.task.file, place.function)
    return Beside(own, reference)


def _item(state: State, exercise: str) -> ExerciseItem | None:
    return next((one for chapter in state.chapters for one in chapter.exercises if one.name == exercise), None)


def _passes(exercise: ExerciseItem | None) -> bool:
    return exercise is not None and all(function.status == "passed" for function in exercise.functions)


def _reference(files: ExerciseFiles, function: str) -> str:
    return definition(without_markers(read_source(files.reference)), function)


def _own(file: Path | None, function: str) -> str:
    if file is None or not file.is_file():
        return ""
    return clean(definition(read_file(file, shown=file.name).text, function), _LONGEST)


def definition(source: str, function: str) -> str:
    """The lines that define a function or class at the top of a file, without its docstring; of several definitions
    the last, which counts; "" if there is none, or the file cannot be analysed."""
    try:
        tree = parse(source)
    except Unreadable:
        return ""
    found = [
        node
        for node in (tree.body if tree else ())
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name == function
    ]
    if not found:
        return ""
    node, lines = found[-1], source.splitlines()
    begin = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    kept = range(begin, (node.end_lineno or begin) + 1)
    first = node.body[0]
    if ast.get_docstring(node) is not None and len(node.body) > 1 and first.lineno > node.lineno:
        docstring = range(first.lineno, (first.end_lineno or first.lineno) + 1)
        return "\n".join(lines[number - 1] for number in kept if number not in docstring) + "\n"
    return "\n".join(lines[number - 1] for number in kept) + "\n"
