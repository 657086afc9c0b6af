"""How far a learner is in the course's exercises, as far as is known without running anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from grader.commands.own_files import Workspace, own_files, read_own, shown
from grader.course.declared_checks import Declaration
from grader.course.discovery import Course, ExerciseFiles
from grader.course.files import read_source
from grader.course.seeds import seed_of, variant_of
from grader.course.stubs import handed_out, make_stub
from grader.course.targets import Selection, select
from grader.errors import AuthoringError
from grader.grading.result import Role
from grader.grading.submissions import SubmittedFile
from grader.records.exercise_states import ExerciseState, OwnFile, state_of
from grader.records.known_declarations import declarations
from grader.records.remembered_results import content_key, read_remembered
from grader.source.unwritten import unwritten_functions


def own_states(workspace: Workspace, selections: Sequence[Selection] = ()) -> tuple[ExerciseState, ...]:
    """How far the learner is in each of these exercises, by default in all of the course. Nothing is run."""
    chosen = {one.exercise.name: Selection(one.exercise, file=one.file) for one in selections}
    wanted = [*chosen.values()] or [*select(workspace.course, ())]
    files = own_files(workspace, wanted)
    own = {name: read_own(workspace, path)[0] for name, path in files.items()}
    keys = content_keys(workspace, {one.exercise.name: one.exercise for one in wanted}, own)
    declared = declarations(workspace.folder if workspace.keeps else None, [one.exercise for one in wanted])
    return tuple(
        _state(workspace, one.exercise, declared[one.exercise.name], files.get(one.exercise.name), own, keys)
        for one in wanted
    )


def chapter_titles(course: Course) -> dict[str, dict[str, str]]:
    """The titles of a course's chapters by their folders, in each of its languages."""
    return {one.folder: one.title.in_languages(course.settings.languages) for one in course.chapters}


def course_roles(course: Course) -> tuple[Role, ...]:
    """The roles of a course, with their words in each of its languages."""
    return tuple(Role(name, course.settings.role_words(name)) for name in course.settings.roles)


def stub_text(exercise: ExerciseFiles, language: str = "") -> str:
    """What a reader of this language starts from."""
    stub = handed_out(exercise, language)
    return read_source(stub) if stub.is_file() else make_stub(read_source(exercise.reference), exercise.reference)


def _state(
    workspace: Workspace,
    exercise: ExerciseFiles,
    declaration: Declaration,
    path: Path | None,
    own: Mapping[str, SubmittedFile],
    keys: Mapping[str, str],
) -> ExerciseState:
    found = read_remembered(workspace.folder, exercise.name)
    known = found.exercise if found is not None and found.key == keys.get(exercise.name) else None
    file = OwnFile(shown(path), own[exercise.name].text, path.stat().st_mtime) if path is not None else None
    stub = unwritten_functions(stub_text(exercise))
    return state_of(exercise.name, exercise.chapter, declaration, stub, file, known)


def content_keys(
    workspace: Workspace, exercises: Mapping[str, ExerciseFiles], own: Mapping[str, SubmittedFile]
) -> dict[str, str]:
    """The key of what is remembered of each file; none for a file that cannot be read, and where nothing is kept."""
    if not workspace.keeps:
        return {}
    settings = workspace.course.settings
    seed = seed_of(settings, variant_of(settings, workspace.learner))
    keys = {}
    for name, file in own.items():
        if file.unreadable is None:
            text = "\n".join((file.whole, *(helper.path for helper in file.helper_files)))
            try:
                keys[name] = content_key(exercises[name], workspace.course.settings_file, text, seed)
            except (OSError, AuthoringError):
                continue  # the check itself says what is wrong
    return keys
