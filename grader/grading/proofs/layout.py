"""A course's files: everything is where it belongs, every chapter has its texts, and there is something to prove."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from grader.course.chapter_texts import mentioned_files, text_file
from grader.course.discovery import (
    CHAPTER_FOLDER,
    COURSE_FILE,
    DEMO_CLASS,
    RECORDINGS,
    WORKED_EXAMPLES,
    Course,
    ExerciseFiles,
)
from grader.course.files import read_source
from grader.course.stubs import expected_stubs
from grader.course.targets import select
from grader.errors import AuthoringError, Place
from grader.grading.proofs.problems import Problem, problem_of
from grader.grading.proofs.translations import missing_languages

_OF_PYTHON = "__pycache__"


@dataclass(frozen=True)
class CourseTrial:
    """A course on trial: the slips that it was read beside, and the exercises that are asked for."""

    course: Course
    slips: Sequence[AuthoringError] = field(default=())
    selected: Sequence[ExerciseFiles] = field(default=())

    def problem(self, proof: str, place: Place, message: str, subject: str = "") -> Problem:
        """A problem of the course."""
        return Problem(proof, "", subject, place, message)


def prove_layout(trial: CourseTrial) -> Iterator[Problem]:
    """Chapters and files fit together, and nothing lies beside them that is none of them."""
    course = trial.course
    for slip in trial.slips:
        yield problem_of(slip, "", course.solutions_folder / COURSE_FILE)
    for name in course.settings.assignments:
        try:
            select(course, [name], paths=False)
        except AuthoringError as slip:
            yield problem_of(slip, "", course.settings_file)
    told = {slip.place.file for slip in trial.slips if slip.place}
    for file, why in _unexpected(course):
        if file not in told:
            yield trial.problem("layout", Place(file, 1), why)


def prove_chapter_texts(trial: CourseTrial) -> Iterator[Problem]:
    """The course's own texts, and a text with a heading for each chapter, are there in every language."""
    course = trial.course
    languages = course.settings.languages
    for key, text in course.settings.texts():
        for language in missing_languages(text.in_languages(languages), languages):
            place = course.settings.place_of(course.settings_file, key)
            yield trial.problem("chapter texts", place, f"`{key}` is missing in `{language}`", f"{key} {language}")
    for chapter in course.chapters:
        for language in languages:
            file = text_file(course.exercises_folder / chapter.folder, language, languages)
            written = read_source(file) if file.is_file() else ""
            if not written.strip():
                message = f"chapter {chapter.folder} has no text here: write one, with a heading"
                yield trial.problem("chapter texts", Place(file, 1), message, chapter.folder)
            elif not any(line.startswith("#") for line in written.splitlines()):
                message = "this text has no heading, which is the chapter's title: begin it with `# …`"
                yield trial.problem("chapter texts", Place(file, 1), message, chapter.folder)


def prove_mentions(trial: CourseTrial) -> Iterator[Problem]:
    """A text speaks of no exercise that is not there, by the name of its file."""
    course = trial.course
    languages = course.settings.languages
    known = {
        file.stem for folder in (course.exercises_folder, course.solutions_folder) for file in folder.rglob("*.py")
    }
    for chapter in course.chapters:
        for language in languages:
            file = text_file(course.exercises_folder / chapter.folder, language, languages)
            lines = read_source(file).splitlines() if file.is_file() else ()
            for number, line in enumerate(lines, 1):
                for name in mentioned_files(line):
                    if name not in known:
                        message = f"no exercise is called `{name}.py`: write another name, or take this out"
                        yield trial.problem("mentions", Place(file, number), message, name)


def prove_something(trial: CourseTrial) -> Iterator[Problem]:
    """There is an exercise to prove."""
    if not trial.selected:
        message = "there is nothing to validate: no chapter of what was asked for holds an exercise"
        yield trial.problem("something to prove", Place(trial.course.solutions_folder, 1), message)


def _unexpected(course: Course) -> Iterator[tuple[Path, str]]:
    chapters = {chapter.folder for chapter in course.chapters}
    for entry in _entries(course.solutions_folder):
        if entry.name in (DEMO_CLASS, COURSE_FILE, RECORDINGS) or (
            entry.is_dir() and CHAPTER_FOLDER.fullmatch(entry.name)
        ):
            continue
        if entry.name == WORKED_EXAMPLES and entry.is_dir():
            yield from ((one, "not a worked example: write KIND.md") for one in _entries(entry) if one.suffix != ".md")
            continue
        if entry.is_dir():
            yield entry, "the folder is no chapter: name it by two digits and a name, such as `07_convolution`"
        else:
            yield entry, "no file of a course lies here: move it, or delete it"
    recordings = {exercise.recording for exercise in course.exercises}
    for entry in _entries(course.recordings_folder) if course.recordings_folder.is_dir() else ():
        if entry not in recordings:
            yield entry, "no exercise has this name: `grader recordings` deletes it"
    for entry in _entries(course.exercises_folder):
        if entry.name not in chapters and not (entry.is_file() and entry.suffix == ".md"):
            yield entry, "no chapter of `solutions` has this name, and no text lies in it: rename it, or delete it"
    for chapter in course.chapters:
        solutions = course.solutions_folder / chapter.folder
        for entry in _entries(solutions) if solutions.is_dir() else ():
            if entry.name.startswith("."):
                yield entry, "not a file of an exercise: delete it"
            elif entry.is_dir():
                yield from ((inner, "no right answer: delete it") for inner in _entries(entry) if _is_hidden(inner))
        stubs = {file for exercise in chapter.exercises for file in expected_stubs(exercise)}
        yield from _beside_stubs(course, chapter.folder, stubs)


def _beside_stubs(course: Course, chapter: str, stubs: set[Path]) -> Iterator[tuple[Path, str]]:
    """What is in a chapter's folder of exercises besides texts, stubs, and files that the texts speak of."""
    folder = course.exercises_folder / chapter
    languages = course.settings.languages
    texts = [text_file(folder, language, languages) for language in languages]
    mentioned = "\n".join(read_source(text) for text in texts if text.is_file())
    for entry in _entries(folder) if folder.is_dir() else ():
        if entry in stubs or entry in texts:
            continue
        if entry.suffix == ".py":
            yield entry, "a stub without a reference or translation: delete it, or write what it is made from"
        elif entry.name.startswith(".") or entry.name not in mentioned:
            yield entry, "neither a text nor a stub, and no text of the chapter speaks of it: delete it"


def _entries(folder: Path) -> list[Path]:
    return sorted(entry for entry in folder.iterdir() if entry.name != _OF_PYTHON)


def _is_hidden(entry: Path) -> bool:
    return entry.name.startswith(".")
