"""The meaning of a user's targets on the command line."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from grader.course.declared_checks import declaration_of
from grader.course.discovery import Chapter, Course, ExerciseFiles
from grader.course.files import read_source
from grader.course.outline import outline
from grader.course.suggestions import suggestion
from grader.errors import AuthoringError, CourseError

_LONGEST_NAME = 150
_FILE_ENDINGS = (".py", ".ipynb")
_CHAPTER = re.compile(
    r"(?:ch(?:apter)?[ ._-]?|第)?0*(?P<number>\d{1,3})(?:\.0*(?P<exercise>\d{1,3}))?章?", re.IGNORECASE
)
"""A chapter or one of its exercises as people type it: "3", "ch3", "第3章", "3.2"."""
_WITH_FUNCTION = re.compile(r"(?P<exercise>.+):(?P<function>[^\W\d]\w*(?:\.[^\W\d]\w*)?)")


@dataclass(frozen=True, slots=True)
class Selection:
    """An exercise to work on.

    `function` is None for the whole exercise, else one of its functions; `file` is None for the course's own exercise
    file, else the learner's file; its points are multiplied by `weight`.
    """

    exercise: ExerciseFiles
    function: str | None = None
    file: Path | None = None
    weight: float = 1.0

    @property
    def work(self) -> tuple[str, str | None, Path | None]:
        """The selection without its weight."""
        return self.exercise.name, self.function, self.file


def select(course: Course, targets: Sequence[str], *, paths: bool = True) -> tuple[Selection, ...]:
    """The selections that the targets stand for, each once and in order; everything if there are no targets.

    A target is, in this order of precedence: the path of a learner's file or of a chapter's folder; a chapter's number
    ("3", "03", "ch3") or folder; the number of an exercise in it ("3.2"); an exercise's name; a chapter's name; a
    function's name, which stands for that function in every exercise that has it; a title in any language of the
    course ("梯度下降"). A file or an exercise may be followed by `:function`. The name of an assignment stands for its
    exercises, with their weights. Without `paths`, nothing on disk except the course is considered.

    Raises:
        CourseError: if a target is none of these, with close names.
        AuthoringError: if an assignment names something that is none of these.
    """
    if not targets:
        return tuple(Selection(exercise) for exercise in course.exercises)
    whole = _whole if paths else _named
    found: dict[object, Selection] = {}
    for target in targets:
        for selection in _of_assignment(course, target) or _selected(course, target, whole):
            found.setdefault(selection.work, selection)
    return tuple(found.values())


def _of_assignment(course: Course, name: str) -> tuple[Selection, ...]:
    """The selections of the assignment with this name; () if there is none."""
    assignment = course.settings.assignments.get(name)
    if assignment is None:
        return ()
    place = course.settings.place_of(course.settings_file, f"assignments.{name}")
    found: dict[object, Selection] = {}
    for target, weight in assignment.weights.items():
        try:
            selections = _selected(course, target, _named)
        except CourseError as error:
            raise AuthoringError(f"the assignment `{name}`: {error}", place) from error
        for selection in selections:
            if selection.work in found:
                raise AuthoringError(f"the assignment `{name}` names `{selection.exercise.name}` twice", place)
            found[selection.work] = replace(selection, weight=weight)
    return tuple(found.values())


def chapters_of(course: Course, targets: Sequence[str]) -> tuple[Chapter, ...]:
    """The chapters that the targets stand for, or are in; every chapter if there are no targets.

    Raises:
        CourseError: as `select` does, but not for a chapter that has no exercises.
        AuthoringError: as `select` does.
    """
    read = [chapter for chapter in course.chapters if not chapter.exercises and _stands_for(chapter, targets)]
    rest = [target for target in targets if not any(_stands_for(chapter, [target]) for chapter in read)]
    wanted = {selection.exercise.chapter for selection in select(course, rest)} if rest or not targets else set()
    return tuple(chapter for chapter in course.chapters if chapter in read or chapter.folder in wanted or not targets)


def functions_of(exercise: ExerciseFiles) -> tuple[str, ...]:
    """The names that an exercise's reference defines: functions, classes, and methods as `Class.method`."""
    return outline(read_source(exercise.reference), exercise.reference).functions


def assignment_name(course: Course, selections: Sequence[Selection]) -> str:
    """A name for the selections: "all", or the chapters, exercises and functions in the order of the course."""
    whole = {selection.exercise.name for selection in selections if selection.function is None}
    if len(whole) == len(course.exercises):
        return "all"
    parts: list[str] = []
    for chapter in course.chapters:
        if chapter.exercises and all(exercise.name in whole for exercise in chapter.exercises):
            parts.append(chapter.folder)
            continue
        for exercise in chapter.exercises:
            if exercise.name in whole:
                parts.append(exercise.name)
            else:
                functions = {s.function for s in selections if s.exercise.name == exercise.name and s.function}
                parts += sorted(f"{exercise.name}:{function}" for function in functions)
    name = " ".join(parts)
    if len(name) <= _LONGEST_NAME:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:12]
    return f"{name[: _LONGEST_NAME - 15]} … {digest}"


def _selected(
    course: Course, target: str, whole: Callable[[Course, str], tuple[Selection, ...]]
) -> tuple[Selection, ...]:
    found = whole(course, target)
    if found:
        return found
    if named := _WITH_FUNCTION.fullmatch(target):
        exercises = whole(course, named["exercise"])
        if exercises:
            return tuple(_with_function(exercises, named["function"], target))
    for chapter in course.chapters:
        if _stands_for(chapter, [target]):
            raise CourseError("chapter %(folder)s is there to be read, and has no exercises", folder=chapter.folder)
    by_function = tuple(
        Selection(exercise, target) for exercise in course.exercises if target in functions_of(exercise)
    )
    if not by_function and (titled := _titled(course, target)):
        return titled
    if not by_function:
        raise CourseError(
            "`%(target)s` is not an assignment, chapter, exercise, function or file%(suggestion)s",
            target=target,
            suggestion=suggestion(target, _known(course)),
        )
    return by_function


def _whole(course: Course, target: str) -> tuple[Selection, ...]:
    """The exercises that a path or the name of an exercise or chapter stands for; () if it is none of these."""
    path = Path(target)
    if path.is_file() and (path.suffix in _FILE_ENDINGS or path.name != target):
        exercise = _exercise_of(course, path)
        return (Selection(exercise, file=None if path.resolve() == exercise.stub else path),)
    chapters = {chapter.folder: chapter for chapter in course.chapters}
    if path.is_dir() and path.resolve().name in chapters:
        return tuple(_in_folder(course, chapters[path.resolve().name], path))
    if path.suffix in _FILE_ENDINGS:
        if path.name != target:
            raise CourseError("there is no file %(target)s", target=target)
        return (Selection(_exercise_of(course, path)),)
    return _named(course, target)


def _named(course: Course, target: str) -> tuple[Selection, ...]:
    """The exercises that a chapter's number, folder or name, or an exercise's name stands for; () if it is neither."""
    for chapter in course.chapters:
        if _is_folder_or_number(chapter, target):
            return tuple(Selection(exercise) for exercise in chapter.exercises)
    if numbered := _numbered(course, target):
        return (Selection(numbered),)
    if exercises := [exercise for exercise in course.exercises if exercise.name == target]:
        return (Selection(exercises[0]),)
    return tuple(
        Selection(exercise) for chapter in course.chapters if chapter.name == target for exercise in chapter.exercises
    )


def _is_folder_or_number(chapter: Chapter, target: str) -> bool:
    number = _CHAPTER.fullmatch(target)
    if number is not None and number["exercise"] is None:
        return int(number["number"]) == int(chapter.number)
    return target.rstrip("/\\") == chapter.folder


def _numbered(course: Course, target: str) -> ExerciseFiles | None:
    """The exercise that "3.2" stands for, the second one of chapter 3; None if it is no such number."""
    number = _CHAPTER.fullmatch(target)
    if number is None or number["exercise"] is None:
        return None
    chapters = (chapter for chapter in course.chapters if int(chapter.number) == int(number["number"]))
    exercises = next((chapter.exercises for chapter in chapters), ())
    place = int(number["exercise"])
    if not 1 <= place <= len(exercises):
        raise CourseError(
            "`%(target)s`: chapter %(chapter)s has %(n)s exercises in this course",
            target=target,
            chapter=number["number"],
            n=len(exercises),
        )
    return exercises[place - 1]


def _titled(course: Course, target: str) -> tuple[Selection, ...]:
    """The exercises with this title, or those of the chapter with it, in any language of the course."""
    wanted = _folded(target)
    for chapter in course.chapters:
        if chapter.exercises and _has_title(chapter, course, wanted):
            return tuple(Selection(exercise) for exercise in chapter.exercises)
    return tuple(
        Selection(exercise)
        for exercise in course.exercises
        if wanted in map(_folded, declaration_of(exercise).title.values())
    )


def _has_title(chapter: Chapter, course: Course, wanted: str) -> bool:
    return wanted in map(_folded, chapter.title.in_languages(course.settings.languages).values())


def _folded(title: str) -> str:
    return " ".join(title.casefold().replace("_", " ").split())


def _stands_for(chapter: Chapter, targets: Sequence[str]) -> bool:
    return any(target == chapter.name or _is_folder_or_number(chapter, target) for target in targets)


def _exercise_of(course: Course, file: Path) -> ExerciseFiles:
    for exercise in course.exercises:
        if exercise.name == file.stem and file.suffix in _FILE_ENDINGS:
            return exercise
    known = suggestion(file.name, (exercise.stub.name for exercise in course.exercises))
    raise CourseError("%(file)s does not have the name of an exercise%(suggestion)s", file=file, suggestion=known)


def _in_folder(course: Course, chapter: Chapter, folder: Path) -> Iterator[Selection]:
    own = folder.resolve() in (course.exercises_folder / chapter.folder, course.solutions_folder / chapter.folder)
    for exercise in chapter.exercises:
        files = (folder / f"{exercise.name}{ending}" for ending in _FILE_ENDINGS)
        file = next((file for file in files if file.is_file()), None)
        if own:
            yield Selection(exercise)
        elif file is not None:
            yield Selection(exercise, file=file)


def _with_function(selections: tuple[Selection, ...], function: str, target: str) -> Iterator[Selection]:
    """The selections whose exercise defines the function."""
    having = [selection for selection in selections if function in functions_of(selection.exercise)]
    if not having:
        known = [name for selection in selections for name in functions_of(selection.exercise)]
        raise CourseError(
            "`%(target)s`: there is no function `%(function)s` there%(suggestion)s",
            target=target,
            function=function,
            suggestion=suggestion(function, known),
        )
    for selection in having:
        yield Selection(selection.exercise, function, selection.file)


def _known(course: Course) -> Iterator[str]:
    yield from course.settings.assignments
    for chapter in course.chapters:
        yield chapter.name
        yield chapter.folder
        yield chapter.number
    for exercise in course.exercises:
        yield exercise.name
        yield from functions_of(exercise)
