"""The course's texts for learners: those of the chapters, and those beside the chapters, such as a glossary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.course.chapter_texts import text_file
from grader.course.discovery import CHAPTER_FOLDER, Course
from grader.course.files import read_source
from grader.course.suggestions import suggestion
from grader.course.targets import Selection, select
from grader.errors import CourseError


@dataclass(frozen=True, slots=True)
class LessonFile:
    """A text in one language.

    `name` is what its page is called: the chapter's folder ("03_gradient_descent"), or the file's own name in small
    letters ("glossary"); `path` is its path in the folder of exercises, with `/`.
    """

    name: str
    language: str
    path: str
    file: Path

    @property
    def markdown(self) -> str:
        """The text itself.

        Raises:
            AuthoringError: if it is not UTF-8.
        """
        return read_source(self.file)


def lesson_files(course: Course) -> tuple[LessonFile, ...]:
    """The texts in the order in which they are read, each in every language of the course that it has.

    The chapters come by their numbers, also those without exercises, and then the files `NAME.md` beside them.
    """
    top = course.exercises_folder
    languages = course.settings.languages
    chapters = [
        (folder.name, folder, "README")
        for folder in sorted(top.iterdir())
        if folder.is_dir() and CHAPTER_FOLDER.fullmatch(folder.name)
    ]
    beside = [(stem.lower(), top, stem) for stem in sorted({file.name.partition(".")[0] for file in top.glob("*.md")})]
    return tuple(
        LessonFile(name, language, file.relative_to(top).as_posix(), file)
        for name, folder, stem in chapters + beside
        for language in languages
        if (file := text_file(folder, language, languages, stem)).is_file()
    )


def lesson_of(course: Course, target: str) -> tuple[str, str]:
    """The name of the text that a target stands for, and the exercise that is meant; "" if it is the whole text.

    A target is the number, folder or name of a chapter, the name of a text beside the chapters, or an exercise: a path
    of one of these is understood as well. It may also be whatever else stands for exercises of one chapter
    (`grader.course.targets.select`): a title, a function.

    Raises:
        CourseError: if it is none of these, with close names, or a function of several chapters.
    """
    asked = Path(target).name.removesuffix(".py").removesuffix(".md").lower()
    for name in dict.fromkeys(file.name for file in lesson_files(course)):
        if asked in _names(name):
            return name, ""
    for exercise in course.exercises:
        if exercise.name == asked:
            return exercise.chapter, asked
    if meant := _meant(course, target):
        chapters = sorted({one.exercise.chapter for one in meant})
        if len(chapters) == 1:
            return chapters[0], _only_one(course, meant)
        raise CourseError(
            "`%(target)s` is in several chapters: name one of %(chapters)s", target=target, chapters=", ".join(chapters)
        )
    raise CourseError(
        "`%(target)s` is not a text of this course or an exercise%(suggestion)s",
        target=target,
        suggestion=suggestion(asked, _known(course)),
    )


def _meant(course: Course, target: str) -> tuple[Selection, ...]:
    """What a target of other commands stands for; () if it is none."""
    try:
        return select(course, (target,), paths=False)
    except CourseError:  # the caller says what is known here
        return ()


def _only_one(course: Course, meant: Sequence[Selection]) -> str:
    """The exercise that is meant; "" if it is the whole chapter, or several of its exercises."""
    exercises = {one.exercise.name: one.exercise for one in meant}
    is_whole = len(exercises) == len(course.chapter_of(meant[0].exercise).exercises)
    is_whole = is_whole and all(one.function is None for one in meant)
    return "" if is_whole or len(exercises) > 1 else next(iter(exercises))


def has_glossary(course: Course) -> bool:
    """Whether a text beside the chapters explains the course's words: `GLOSSARY.md`."""
    return (course.exercises_folder / "GLOSSARY.md").is_file()


def _names(lesson: str) -> tuple[str, ...]:
    """What a text is asked for by."""
    chapter = CHAPTER_FOLDER.fullmatch(lesson)
    return (lesson, chapter[1], str(int(chapter[1])), chapter[2]) if chapter else (lesson,)


def _known(course: Course) -> Iterator[str]:
    for file in lesson_files(course):
        yield file.name
    for exercise in course.exercises:
        yield exercise.name
