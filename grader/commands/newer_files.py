"""The files of a workspace brought up to the course, one after another; what a learner wrote is kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from grader.atomic_files import write_atomically
from grader.commands.own_files import Workspace, own_files
from grader.course.assistants import AGENTS, agents_text
from grader.course.discovery import Chapter, ExerciseFiles
from grader.course.files import files_of, read_source
from grader.course.stub_notebooks import in_form_of
from grader.course.stubs import handed_out, stub_files, stubs_in
from grader.course.targets import select
from grader.records.handed_out import HandedExercise, HandedOut, digest_of, language_like
from grader.records.setting_aside import set_aside
from grader.reports.language import closest
from grader.source.notebook_taking_over import take_over_notebook
from grader.source.taking_over import NotPython, TakenOver, take_over

Kind = Literal["new", "replaced", "taken_over", "not_read", "gone", "removed", "chapter"]


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of one file.

    Attributes:
        kind: it is new; replaced (nothing was written in it, or it is no exercise); changed around what was written;
            left since it cannot be read; not where it was handed out; not in the course any more; or it is a chapter
            that is new, and is not fetched.
        file: its path.
        content: what is written, if anything.
        keeps: whether the old file is set aside first.
        exercise: the exercise's name; "" for another file.
        taken: what is to be told of a file that was changed.
    """

    kind: Kind
    file: Path
    content: bytes | None = None
    keeps: bool = False
    exercise: str = ""
    taken: TakenOver = field(default_factory=lambda: TakenOver(""))


def apply(workspace: Path, change: Change) -> Path | None:
    """Make a change; returns where the old file is kept, if it is.

    Raises:
        OSError: if a file cannot be written; it is as it was.
    """
    if change.content is None:
        return None
    kept = set_aside(workspace, change.file) if change.keeps else None
    write_atomically(change.file, change.content)
    return kept


class Comparison:
    """Compares a workspace with its course. `handed` is what is to be remembered once all changes are made."""

    def __init__(self, workspace: Workspace, before: HandedOut, language: str) -> None:
        self._folder = workspace.folder
        self._course = workspace.course
        self._before = before
        self._language = closest(language, self._course.settings.languages) or self._course.settings.languages[0]
        self._own = own_files(workspace, [*select(self._course, ())])
        self._exercises: dict[str, HandedExercise] = {}
        self._others: dict[str, str] = {}

    @property
    def handed(self) -> HandedOut:
        """What was handed out, as far as changes were asked for."""
        return HandedOut(self._exercises, self._others, tuple(one.folder for one in self._course.chapters))

    def changes(self) -> Iterator[Change]:
        """The changes, in the order of the course. Each is to be made before the next one is asked for."""
        root = self._course.exercises_folder
        wanted = self._wanted()
        for inside, source in files_of(root, recursive=False):
            yield from self._other(inside, source.read_bytes())
        for chapter in self._course.chapters:
            if chapter.folder not in wanted:
                if self._before.chapters and chapter.folder not in self._before.chapters:
                    yield Change("chapter", self._folder / chapter.folder)
                continue
            yield from self._chapter(chapter)
        if AGENTS in self._before.others or (self._folder / AGENTS).exists():
            yield from self._other(Path(AGENTS), agents_text(self._course.settings.languages).encode())
        known = {exercise.name for exercise in self._course.exercises}
        for name, exercise in self._before.exercises.items():
            if name not in known and (self._folder / exercise.file).is_file():
                yield Change("removed", self._folder / exercise.file, exercise=name)

    def _wanted(self) -> set[str]:
        """The folders of the chapters that are in the workspace, and those that are new where all others are."""
        here = {
            chapter.folder
            for chapter in self._course.chapters
            if not chapter.exercises
            or (self._folder / chapter.folder).is_dir()
            or any(exercise.name in self._own for exercise in chapter.exercises)
        }
        before = {one.folder for one in self._course.chapters if one.folder in self._before.chapters}
        all_of_them = before and before <= here
        return {one.folder for one in self._course.chapters} - before | here if all_of_them else here

    def _chapter(self, chapter: Chapter) -> Iterator[Change]:
        exercises = {exercise.stub.name: exercise for exercise in chapter.exercises}
        folder = self._course.exercises_folder / chapter.folder
        for inside, source in files_of(folder, instead=stubs_in(chapter, self._language)):
            if exercise := exercises.get(str(inside)):
                yield from self._exercise(exercise)
            else:
                yield from self._other(Path(chapter.folder) / inside, source.read_bytes())

    def _other(self, inside: Path, new: bytes) -> Iterator[Change]:
        """A text, a picture or another file that is no exercise."""
        file, key, digest = self._folder / inside, inside.as_posix(), digest_of(new)
        before = self._before.others.get(key)
        self._others[key] = digest
        if not file.exists():
            if before is None:
                yield Change("new", file, new)
            return
        mine = digest_of(file.read_bytes())
        if mine == digest or before == digest:
            return
        yield Change("replaced", file, new, keeps=mine != before)

    def _exercise(self, exercise: ExerciseFiles) -> Iterator[Change]:
        before = self._before.exercises.get(exercise.name)
        file = self._own.get(exercise.name)
        if file is None:
            yield self._absent(exercise, before)
            return
        try:
            mine = file.read_bytes().decode()
        except UnicodeDecodeError:
            self._keep(exercise, before)
            yield Change("not_read", file, exercise=exercise.name)
            return
        language = before.language if before else self._language_of(exercise, mine)
        new = read_source(handed_out(exercise, language))
        old = before.text if before else None
        if mine == (in_form_of(file, old, exercise.name) if old is not None else None):
            taken, untouched = TakenOver(in_form_of(file, new, exercise.name)), True
        else:
            try:
                taken, untouched = self._taken_over(file, mine, old, new, exercise.name), False
            except NotPython:
                self._keep(exercise, before)
                if old != new:
                    yield Change("not_read", file, exercise=exercise.name)
                return
        self._exercises[exercise.name] = HandedExercise(self._inside(file), language, new)
        if taken.text != mine:
            kind: Kind = "replaced" if untouched else "taken_over"
            yield Change(kind, file, taken.text.encode(), not untouched, exercise.name, taken)
        elif old != new and (taken.yours or taken.removed):
            yield Change("taken_over", file, exercise=exercise.name, taken=taken)

    def _absent(self, exercise: ExerciseFiles, before: HandedExercise | None) -> Change:
        """A file that is not in the workspace: the learner deleted or renamed it, or it is new."""
        if before is not None:
            self._keep(exercise, before)
            return Change("gone", self._folder / before.file, exercise=exercise.name)
        notebooks = [path for path in self._own.values() if path.suffix == ".ipynb"]
        as_notebook = 2 * len(notebooks) > len(self._own)
        stub = handed_out(exercise, self._language)
        file = self._folder / exercise.chapter / f"{exercise.name}{'.ipynb' if as_notebook else '.py'}"
        text = read_source(stub)
        self._exercises[exercise.name] = HandedExercise(self._inside(file), self._language, text)
        content = in_form_of(file, text, exercise.name).encode() if as_notebook else stub.read_bytes()
        return Change("new", file, content, exercise=exercise.name)

    def _taken_over(self, file: Path, mine: str, old: str | None, new: str, exercise: str) -> TakenOver:
        if file.suffix == ".ipynb":
            return take_over_notebook(mine, old, new, exercise)
        return take_over(mine, old, new)

    def _language_of(self, exercise: ExerciseFiles, text: str) -> str:
        stubs: Mapping[Path, str] = {path: read_source(path) for path in stub_files(exercise)}
        languages = self._course.settings.languages
        by_language = {code: stubs[stub] for code in languages if (stub := handed_out(exercise, code)) in stubs}
        return language_like(text, by_language, self._language)

    def _keep(self, exercise: ExerciseFiles, before: HandedExercise | None) -> None:
        """Go on remembering what was handed out before."""
        if before is not None:
            self._exercises[exercise.name] = before

    def _inside(self, file: Path) -> str:
        return file.resolve().relative_to(self._folder.resolve()).as_posix()
