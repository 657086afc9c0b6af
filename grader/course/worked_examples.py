"""Worked examples: what the last hint for a function shows, one text for each kind of function.

They lie in `solutions/worked_examples`, as `KIND.md` in the course's first language, and `KIND.zh.md` and the like in
the others. A text begins with a heading; its first paragraph is the question that is asked where no named mistake has a
better one, and the rest is the example, on other numbers than the exercise's. A course without this folder has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.course.chapter_texts import text_file
from grader.course.discovery import WORKED_EXAMPLES, ExerciseFiles
from grader.course.files import read_source
from grader.course.loading import LoadedExercise
from grader.course.names import concerns, is_within


@dataclass(frozen=True, slots=True)
class WorkedExample:
    """The worked example of a kind in one language: its title, its question, and the example as Markdown. What the text
    lacks is empty."""

    title: str
    question: str
    markdown: str


NO_EXAMPLE = WorkedExample("", "", "")


def folder_of(files: ExerciseFiles) -> Path:
    """The folder of the worked examples of an exercise's course, whether or not it exists."""
    return files.checks.parents[1] / WORKED_EXAMPLES


def kind_of(exercise: LoadedExercise, function: str) -> str:
    """The kind of a function: what the exercise declares for it, or for the class that it is a method of, else the role
    of its first check; "" if no check is of it."""
    declared = dict(exercise.about.worked_examples)
    owner = function.partition(".")[0]
    if function in declared or owner in declared:
        return declared.get(function, declared.get(owner, ""))
    of_it = [check for check in exercise.checks if is_within(check.of, function)]
    related = [check for check in exercise.checks if concerns(check.of, function)]
    return next((check.role for check in of_it or related), "")


def example_file(files: ExerciseFiles, kind: str, language: str) -> Path:
    """The path of the worked example of a kind in a language, whether or not it exists."""
    return text_file(folder_of(files), language, files.settings.languages, kind)


def worked_example(files: ExerciseFiles, kind: str, wanted: Sequence[str]) -> WorkedExample:
    """The worked example of a kind in the first of these languages that has one; without any text, if none has.

    Raises:
        AuthoringError: if its file is not UTF-8.
    """
    for language in wanted:
        file = example_file(files, kind, language)
        if kind and language in files.settings.languages and file.is_file():
            return parsed(read_source(file))
    return NO_EXAMPLE


def parsed(text: str) -> WorkedExample:
    """The parts of a worked example's text."""
    title = ""
    rest = text.strip()
    if rest.startswith("# "):
        heading, _, rest = rest.partition("\n")
        title = heading.removeprefix("# ").strip()
    question, _, markdown = rest.strip().partition("\n\n")
    return WorkedExample(title, " ".join(question.split()), markdown.strip())
