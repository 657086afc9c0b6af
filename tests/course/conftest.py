"""Small courses on disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.course.discovery import Course, ExerciseFiles, read_course
from grader.course.loading import LoadedExercise, load_exercise

REFERENCE = '''\
"""Lines."""


def forward(x, w):
    """The prediction."""
    ### BEGIN SOLUTION
    return x * w
    ### END SOLUTION
'''

CHECKS = '''\
from grader.authoring import case, check


@check(role="forward", of="forward", cases=[case(x=3.0, w=1.5)], fixed="An example.")
def prediction(m, x, w):
    """The prediction is x times w."""
    return m.forward(x, w)
'''

MISTAKES = '''\
from grader.authoring import mistake


@mistake(of="forward", hint="Which operation?")
def adds(x, w):
    """You have added."""
    return x + w
'''


class Builder:
    """Writes a course file by file."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("solutions/course.toml", 'title = "A course"\nkey = "k"\nlanguages = ["en", "zh"]\n')
        (root / "exercises").mkdir()

    def write(self, path: str, text: str) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def exercise(
        self,
        name: str = "lines",
        *,
        chapter: str = "03_descent",
        reference: str = REFERENCE,
        checks: str = CHECKS,
        mistakes: str | None = MISTAKES,
    ) -> ExerciseFiles:
        folder = f"solutions/{chapter}"
        self.write(f"{folder}/{name}.py", reference)
        self.write(f"{folder}/{name}_checks.py", checks)
        if mistakes is not None:
            self.write(f"{folder}/{name}_mistakes.py", mistakes)
        return self.read().exercise(name)

    def read(self) -> Course:
        return read_course(self.root)


@pytest.fixture
def course(tmp_path: Path) -> Builder:
    return Builder(tmp_path / "course")


@pytest.fixture
def load(course: Builder) -> Callable[..., LoadedExercise]:
    """Writes an exercise with these files (the default ones where not given) and loads it."""
    return lambda **files: load_exercise(course.exercise(**files))
