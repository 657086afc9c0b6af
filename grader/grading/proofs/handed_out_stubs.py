"""Stubs: what a learner gets is what the reference gives, in every language, and earns nothing as it is."""

from __future__ import annotations

from collections.abc import Iterator

from grader.course.discovery import CHAPTER_FOLDER, ExerciseFiles
from grader.course.stub_translations import differences, read_translation
from grader.course.stubs import make_stub, translation_file, write_stubs
from grader.errors import Place
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial


def prove_stubs(trial: Trial) -> Iterator[Problem]:
    """The stubs on disk are up to date, in each language of the course if any exercise has a translation into it; the
    stub earns nothing untouched."""
    exercise = trial.exercise
    stub = make_stub(exercise.reference_source, trial.files.reference)
    for language in trial.files.settings.languages[1:]:
        yield from _untranslated(trial, stub, language)
    for file in write_stubs([trial.files], check=True):
        message = "the stub is not what its reference gives: run `grader stub`"
        yield trial.problem("stubs", "", Place(file, 1), message, kind=f"differs {file.name}")
    for check in trial.graded(stub).checks:
        if check.points > 0:
            message = f"check `{check.id}`: the untouched stub earns {check.points:g} points"
            yield trial.problem("stubs", check.id, trial.check(check.id).place, message, kind="earns")


def _untranslated(trial: Trial, stub: str, language: str) -> Iterator[Problem]:
    """What a translation of the stub's texts lacks, or says otherwise."""
    file = translation_file(trial.files, language)
    if not file.is_file():
        if _has_translations(trial.files, language):
            message = f"the stub's texts are missing in `{language}`: write them here, by heading"
            yield trial.problem("stubs", "", Place(file, 1), message, kind=f"missing {language}")
        return
    for line, message in differences(stub, read_translation(file), trial.files.reference):
        yield trial.problem("stubs", "", Place(file, line), message, kind=message)


def _has_translations(files: ExerciseFiles, language: str) -> bool:
    """Whether any exercise of the course has a translation into this language."""
    course = files.reference.parents[1]
    return any(CHAPTER_FOLDER.fullmatch(file.parent.name) for file in course.glob(f"*/*.{language}.md"))
