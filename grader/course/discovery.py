"""Finding a course on disk, from folder and file names alone; no course file is executed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from grader.course.chapter_texts import chapter_text, chapter_title, mentioned_files, text_file
from grader.course.settings import CourseSettings, read_settings
from grader.course.suggestions import suggestion
from grader.errors import AuthoringError, CourseError, Place
from grader.text import Text

COURSE_FILE = "course.toml"
"""The settings of a course, in its `solutions` folder."""
SOLUTIONS = "solutions"
KIT = "kit"
"""The folder that a release kit has in place of `solutions`."""
CHECKS_SUFFIX = "_checks"
MISTAKES_SUFFIX = "_mistakes"
FINDINGS_SUFFIX = "_findings.json"
"""The end of the name of the file that a release kit has in place of a mistakes file."""
STYLES_SUFFIX = "_styles"
RECORDINGS = "recordings"
"""The folder of `solutions` with the recordings that come with the course."""
RECORDING_SUFFIX = ".recording"
DEMO_CLASS = "demo_class"
"""A folder of submissions next to the chapters, for `grader demo`."""
WORKED_EXAMPLES = "worked_examples"
"""A folder of texts next to the chapters of `solutions/`, one for each kind of function."""
CHAPTER_FOLDER = re.compile(r"(\d\d)_([a-z][a-z0-9_]*)")
"""The name of a chapter's folder: two digits and a name. Other folders of `solutions/` are not chapters. A folder of
`exercises/` alone is a chapter without exercises if it holds a text."""


@dataclass(frozen=True, slots=True)
class ExerciseFiles:
    """The files of one exercise. `chapter` is its chapter's folder name; `settings` are its course's; `mistakes` is
    None if there are none; `styles` are right answers in other styles, each a whole exercise file.

    The stub may be missing on disk: it is generated from the reference. In a release kit, the stub is all that there is
    of the reference, and `mistakes` is the file of findings.
    """

    chapter: str
    name: str
    stub: Path
    reference: Path
    checks: Path
    mistakes: Path | None
    settings: CourseSettings = field(compare=False, repr=False)
    styles: tuple[Path, ...] = ()

    @property
    def in_kit(self) -> bool:
        """Whether it is in a release kit, which holds no reference."""
        return self.reference == self.stub

    @property
    def recording(self) -> Path:
        """The file of the recording that comes with the course, which need not exist."""
        return self.checks.parents[1] / RECORDINGS / f"{self.name}{RECORDING_SUFFIX}"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its number ("03"), folder name ("03_gradient_descent"), name ("gradient_descent") and exercises.

    The exercises are in the order of the table in the chapter's text that lists their files, or else of their first
    mention there; the others come last. A chapter may have none: it is there to be read.
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
        """The folder of references, checks and mistakes: all that a learner does not get. In a release kit, the folder
        of checks, recordings and findings."""
        return solutions_folder(self.root)

    @property
    def is_kit(self) -> bool:
        """Whether it is a release kit, which holds neither references nor mistakes nor hidden checks."""
        return self.solutions_folder.name == KIT

    @property
    def recordings_folder(self) -> Path:
        """The folder of the recordings that come with the course, which need not exist."""
        return self.solutions_folder / RECORDINGS

    @property
    def settings_file(self) -> Path:
        """The file of its settings."""
        return self.solutions_folder / COURSE_FILE

    @property
    def exercises(self) -> tuple[ExerciseFiles, ...]:
        """All exercises, in the order of the course."""
        return tuple(exercise for chapter in self.chapters for exercise in chapter.exercises)

    def exercise(self, name: str) -> ExerciseFiles:
        """The exercise with this name.

        Raises:
            CourseError: if there is none, with close names.
        """
        for exercise in self.exercises:
            if exercise.name == name:
                return exercise
        known = suggestion(name, (exercise.name for exercise in self.exercises))
        raise CourseError("there is no exercise `%(name)s`%(suggestion)s", name=name, suggestion=known)

    def chapter_of(self, exercise: ExerciseFiles) -> Chapter:
        """The chapter that an exercise of this course is in."""
        return next(chapter for chapter in self.chapters if chapter.folder == exercise.chapter)


def solutions_folder(root: Path) -> Path:
    """The folder of a course that holds its settings: `solutions`, or `kit` in a release kit."""
    kit = root / KIT
    return kit if (kit / COURSE_FILE).is_file() and not (root / SOLUTIONS / COURSE_FILE).is_file() else root / SOLUTIONS


Slips = list[AuthoringError]
"""Collects errors that would otherwise be raised, so that the intact rest of the course can be used."""


def find_course(start: Path | None = None, slips: Slips | None = None) -> Course:
    """The course that contains `start` (the working directory by default).

    Its root is the nearest enclosing folder that holds `solutions/course.toml` (or `kit/course.toml`, for a release
    kit) and `exercises/`. `slips` is as in
    `read_course`.

    Raises:
        CourseError: if no such folder is found.
        AuthoringError: if the course's files do not fit together.
    """
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (solutions_folder(folder) / COURSE_FILE).is_file() and (folder / "exercises").is_dir():
            return read_course(folder, slips)
    raise CourseError(
        "no course at %(here)s or above it (a course holds `solutions/course.toml` and `exercises/`): run this "
        "command inside the course's folder",
        here=here,
    )


def read_course(root: Path, slips: Slips | None = None) -> Course:
    """The course in this folder.

    If `slips` is given, errors are added to it, and the course is read without the files that they concern.

    Raises:
        AuthoringError: if its files do not fit together: a file of no exercise, checks without a reference, a
            reference without checks, two chapters with the same number, two exercises with the same name.
    """
    found: Slips = []
    file = solutions_folder(root) / COURSE_FILE
    settings = read_settings(file)
    if file.parent.name == KIT:
        settings = msgspec.structs.replace(settings, variants=1)  # there are no recordings of others
    chapters = _without_twins(root, tuple(_chapters(root, settings, found)), found)
    found += _clashes(file, settings, chapters)
    if slips is not None:
        slips += found
    elif found:
        raise found[0]
    return Course(root, settings, chapters)


def _clashes(file: Path, settings: CourseSettings, chapters: tuple[Chapter, ...]) -> Iterator[AuthoringError]:
    """Errors for assignments with the name of something else: a target would be ambiguous."""
    names: dict[str, str] = {}
    for chapter in chapters:
        names |= dict.fromkeys((chapter.number, chapter.folder, chapter.name), f"chapter {chapter.folder}")
        names |= {exercise.name: f"an exercise of {chapter.folder}" for exercise in chapter.exercises}
    for name in settings.assignments.keys() & names.keys():
        message = f"the assignment `{name}` has the name of {names[name]}: rename it"
        yield AuthoringError(message, settings.place_of(file, f"assignments.{name}"))


def _chapters(root: Path, settings: CourseSettings, slips: Slips) -> Iterator[Chapter]:
    solutions = solutions_folder(root)
    with_exercises = {folder.name: folder for folder in solutions.iterdir() if folder.is_dir()}
    exercises_in = _kit_exercises if solutions.name == KIT else _exercises
    to_read = {
        folder.name: folder
        for folder in (root / "exercises").iterdir()
        if folder.name not in with_exercises and text_file(folder, settings.languages[0], settings.languages).is_file()
    }
    for folder in (*sorted(with_exercises.values()), *sorted(to_read.values())):
        named = CHAPTER_FOLDER.fullmatch(folder.name)
        if named is None:
            continue
        number, name = named.groups()
        texts = root / "exercises" / folder.name
        mentioned = mentioned_files(chapter_text(texts, settings.languages[0], settings.languages))
        place = {exercise: index for index, exercise in enumerate(mentioned)}
        exercises = sorted(
            () if folder.name in to_read else exercises_in(root, folder, settings, slips),
            key=lambda exercise: (place.get(exercise.name, len(place)), exercise.name),
        )
        title = chapter_title(texts, number, folder.name, settings.languages)
        yield Chapter(number, folder.name, name, title, tuple(exercises))


def _exercises(root: Path, folder: Path, settings: CourseSettings, slips: Slips) -> Iterator[ExerciseFiles]:
    entries = [entry for entry in sorted(folder.iterdir()) if not entry.name.startswith((".", "__pycache__"))]
    entries = [entry for entry in entries if not _is_translation(entry, settings.languages)]
    styles = {entry.name: entry for entry in entries if entry.is_dir() and entry.name.endswith(STYLES_SUFFIX)}
    files = {entry.stem: entry for entry in entries if entry.name not in styles and _is_expected(entry, slips)}
    for name, styles_folder in styles.items():
        if name.removesuffix(STYLES_SUFFIX) not in files:
            missing = name.removesuffix(STYLES_SUFFIX)
            slips.append(
                AuthoringError(
                    f"styles without a reference: write {missing}.py beside it, or rename it", Place(styles_folder, 1)
                )
            )
    for stem, file in files.items():
        if stem.endswith(CHECKS_SUFFIX):
            name, kind = stem.removesuffix(CHECKS_SUFFIX), "checks"
        elif stem.endswith(MISTAKES_SUFFIX):
            name, kind = stem.removesuffix(MISTAKES_SUFFIX), "mistakes"
        else:
            name, kind = stem, "reference"
        if name not in files:
            message = f"{kind} without a reference: write {name}.py beside it, or rename it"
            slips.append(AuthoringError(message, Place(file, 1)))
        elif name + CHECKS_SUFFIX not in files:
            message = f"{kind} without checks: write {name}{CHECKS_SUFFIX}.py beside it"
            slips.append(AuthoringError(message, Place(file, 1)))
        elif kind == "reference":
            yield ExerciseFiles(
                folder.name,
                name,
                root / "exercises" / folder.name / file.name,
                file,
                files[name + CHECKS_SUFFIX],
                files.get(name + MISTAKES_SUFFIX),
                settings,
                _styles(styles.get(name + STYLES_SUFFIX), slips),
            )


def _kit_exercises(root: Path, folder: Path, settings: CourseSettings, slips: Slips) -> Iterator[ExerciseFiles]:
    for checks in sorted(folder.glob(f"*{CHECKS_SUFFIX}.py")):
        name = checks.stem.removesuffix(CHECKS_SUFFIX)
        stub, findings = root / "exercises" / folder.name / f"{name}.py", folder / f"{name}{FINDINGS_SUFFIX}"
        if stub.is_file():
            mistakes = findings if findings.is_file() else None
            yield ExerciseFiles(folder.name, name, stub, stub, checks, mistakes, settings)
        else:
            slips.append(AuthoringError(f"the kit lacks {stub}: get the kit again", Place(checks, 1)))


def _is_translation(entry: Path, languages: Sequence[str]) -> bool:
    """Whether this is the translation of the texts of a reference that lies beside it."""
    name, _, rest = entry.name.partition(".")
    return rest in {f"{language}.md" for language in languages[1:]} and entry.with_name(f"{name}.py").is_file()


def _styles(folder: Path | None, slips: Slips) -> tuple[Path, ...]:
    if folder is None:
        return ()
    entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith((".", "__pycache__")))
    return tuple(entry for entry in entries if _is_expected(entry, slips))


def _is_expected(file: Path, slips: Slips) -> bool:
    if file.is_file() and file.suffix == ".py" and file.stem.isidentifier():
        return True
    slips.append(
        AuthoringError(
            "this is not a file of an exercise: a chapter's solutions are NAME.py, NAME_checks.py, NAME_mistakes.py, "
            "texts in the course's other languages (NAME.zh.md and the like) and, in the folder NAME_styles, right "
            "answers in other styles; names are lowercase letters, digits and underscores",
            Place(file, 1),
        )
    )
    return False


def _without_twins(root: Path, chapters: tuple[Chapter, ...], slips: Slips) -> tuple[Chapter, ...]:
    """The chapters without those whose number is taken, and without exercises whose name is taken."""
    numbers: dict[str, str] = {}
    names: dict[str, ExerciseFiles] = {}
    kept = []
    for chapter in chapters:
        first = numbers.setdefault(chapter.number, chapter.folder)
        if first != chapter.folder:
            message = f"chapter {chapter.number} is here and in {first}: renumber one of them"
            solutions = solutions_folder(root)
            top = solutions if (solutions / chapter.folder).is_dir() else root / "exercises"
            slips.append(AuthoringError(message, Place(top / chapter.folder, 1)))
            continue
        for exercise in chapter.exercises:
            twin = names.setdefault(exercise.name, exercise)
            if twin is not exercise:
                message = (
                    f"the exercise `{exercise.name}` is here and in {twin.chapter}: "
                    "rename one of them; a learner's file is found by its name"
                )
                slips.append(AuthoringError(message, Place(exercise.reference, 1)))
        own = tuple(exercise for exercise in chapter.exercises if names[exercise.name] is exercise)
        kept.append(replace(chapter, exercises=own))
    return tuple(sorted(kept, key=lambda chapter: chapter.folder))
