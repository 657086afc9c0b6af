"""Finding a course on disk. Folder and file names say what there is; no course file is executed here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.authoring.errors import AuthoringError, Place
from grader.authoring.text import Text
from grader.course.settings import CourseSettings, read_settings
from grader.course.suggestions import suggestion
from grader.course.texts import chapter_text, chapter_title, mentioned_files

CHECKS_SUFFIX = "_checks"
MISTAKES_SUFFIX = "_mistakes"
STYLES_SUFFIX = "_styles"
CHAPTER_FOLDER = re.compile(r"(\d\d)_([a-z][a-z0-9_]*)")
"""A chapter's folder: two digits and a name. Other folders of `solutions/` are no chapters."""


class CourseError(Exception):
    """The user asked for something that is not there. The message says what was looked for and what to do."""


@dataclass(frozen=True, slots=True)
class ExerciseFiles:
    """The files of one exercise. `chapter` is its chapter's folder name; `mistakes` is None where there are none;
    `styles` are right answers in other styles, each a whole exercise file.

    The stub may be missing on disk: it is generated from the reference.
    """

    chapter: str
    name: str
    stub: Path
    reference: Path
    checks: Path
    mistakes: Path | None
    styles: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its number ("03"), its folder's name ("03_gradient_descent"), the name in it, and its exercises.

    The exercises stand in the order in which the chapter's text first mentions their files; the others come last.
    """

    number: str
    folder: str
    name: str
    title: Text
    exercises: tuple[ExerciseFiles, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """A course: its root folder, its settings, its chapters by number."""

    root: Path
    settings: CourseSettings
    chapters: tuple[Chapter, ...]

    @property
    def exercises_folder(self) -> Path:
        """The folder of stubs and chapter texts: all that a learner gets."""
        return self.root / "exercises"

    @property
    def solutions_folder(self) -> Path:
        """The folder of references, checks and mistakes: all that a learner does not get."""
        return self.root / "solutions"

    @property
    def exercises(self) -> tuple[ExerciseFiles, ...]:
        """All exercises, in the order of the course."""
        return tuple(exercise for chapter in self.chapters for exercise in chapter.exercises)

    def exercise(self, name: str) -> ExerciseFiles:
        """The exercise of this name.

        Raises:
            CourseError: where there is none, with close names.
        """
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        known = suggestion(name, (exercise.name for exercise in self.exercises))
        raise CourseError(f"there is no exercise `{name}`{known}")

    def chapter_of(self, exercise: ExerciseFiles) -> Chapter:
        """The chapter that an exercise of this course is in."""
        return next(chapter for chapter in self.chapters if chapter.folder == exercise.chapter)


def find_course(start: Path | None = None) -> Course:
    """The course that `start` (the working folder unless given) lies in.

    Its root is the first folder, going up, that holds `solutions/course.toml` and `exercises/`.

    Raises:
        CourseError: where no such folder is found.
        AuthoringError: where the course's files do not fit together.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "solutions" / "course.toml").is_file() and (folder / "exercises").is_dir():
            return read_course(folder)
    raise CourseError(
        f"no course at {here} or above it (a course holds `solutions/course.toml` and `exercises/`): "
        "run this command inside the course's folder"
    )


def read_course(root: Path) -> Course:
    """The course in this folder.

    Raises:
        AuthoringError: where its files do not fit together: a file of no exercise, checks without a reference, a
            reference without checks, two chapters of one number, two exercises of one name.
    """
    chapters = tuple(_chapters(root))
    _refuse_twins(root, chapters)
    return Course(root, read_settings(root / "solutions" / "course.toml"), chapters)


def _chapters(root: Path) -> Iterator[Chapter]:
    for folder in sorted((root / "solutions").iterdir()):
        named = CHAPTER_FOLDER.fullmatch(folder.name)
        if named is None or not folder.is_dir():
            continue
        number, name = named.groups()
        texts = root / "exercises" / folder.name
        mentioned = mentioned_files(chapter_text(texts, "en"))
        place = {exercise: index for index, exercise in enumerate(mentioned)}
        exercises = sorted(
            _exercises(root, folder), key=lambda exercise: (place.get(exercise.name, len(place)), exercise.name)
        )
        title = chapter_title(texts, number, folder.name)
        yield Chapter(number, folder.name, name, title, tuple(exercises))


def _exercises(root: Path, folder: Path) -> Iterator[ExerciseFiles]:
    entries = [entry for entry in sorted(folder.iterdir()) if not entry.name.startswith((".", "__pycache__"))]
    styles = {entry.name: entry for entry in entries if entry.is_dir() and entry.name.endswith(STYLES_SUFFIX)}
    files = {entry.stem: entry for entry in entries if entry.name not in styles and _expected(entry)}
    for name, styles_folder in styles.items():
        if name.removesuffix(STYLES_SUFFIX) not in files:
            raise AuthoringError(
                f"styles without a reference: write {name.removesuffix(STYLES_SUFFIX)}.py beside it, or rename it",
                Place(styles_folder, 1),
            )
    for stem, file in files.items():
        if stem.endswith(CHECKS_SUFFIX):
            name, kind = stem.removesuffix(CHECKS_SUFFIX), "checks"
        elif stem.endswith(MISTAKES_SUFFIX):
            name, kind = stem.removesuffix(MISTAKES_SUFFIX), "mistakes"
        else:
            name, kind = stem, "reference"
        if name not in files:
            raise AuthoringError(f"{kind} without a reference: write {name}.py beside it, or rename it", Place(file, 1))
        if name + CHECKS_SUFFIX not in files:
            raise AuthoringError(f"{kind} without checks: write {name}{CHECKS_SUFFIX}.py beside it", Place(file, 1))
        if kind == "reference":
            yield ExerciseFiles(
                folder.name,
                name,
                root / "exercises" / folder.name / file.name,
                file,
                files[name + CHECKS_SUFFIX],
                files.get(name + MISTAKES_SUFFIX),
                _styles(styles.get(name + STYLES_SUFFIX)),
            )


def _styles(folder: Path | None) -> tuple[Path, ...]:
    if folder is None:
        return ()
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith((".", "__pycache__")))
    return tuple(entry for entry in entries if _expected(entry))


def _expected(file: Path) -> bool:
    if file.is_file() and file.suffix == ".py" and file.stem.isidentifier():
        return True
    raise AuthoringError(
        "no file of an exercise: a chapter's solutions are NAME.py, NAME_checks.py, NAME_mistakes.py and, in the "
        "folder NAME_styles, right answers in other styles; names are small letters, digits and underscores",
        Place(file, 1),
    )


def _refuse_twins(root: Path, chapters: tuple[Chapter, ...]) -> None:
    numbers: dict[str, str] = {}
    names: dict[str, ExerciseFiles] = {}
    for chapter in chapters:
        first = numbers.setdefault(chapter.number, chapter.folder)
        if first != chapter.folder:
            raise AuthoringError(
                f"chapter {chapter.number} is here and in {first}: renumber one of them",
                Place(root / "solutions" / chapter.folder, 1),
            )
        for exercise in chapter.exercises:
            twin = names.setdefault(exercise.name, exercise)
            if twin is not exercise:
                raise AuthoringError(
                    f"the exercise `{exercise.name}` is here and in {twin.chapter}: "
                    "rename one of them; a learner's file is found by its name",
                    Place(exercise.reference, 1),
                )
