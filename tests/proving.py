"""A small course that proves itself, with a slip in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from grader.course.discovery import Course, read_course
from grader.course.scaffold import new_exercise
from grader.execution.pool import Pool
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.proving import prove_exercise
from grader.grading.proofs.registry import PROOFS, Proof
from grader.grading.proofs.trial import Trial
from grader.grading.recording_store import RecordingStore

COURSE = """\
title = { en = "A course", zh = "课程" }
key = "k"
languages = ["en", "zh"]
libraries = ["torch", "numpy", "torchvision"]
"""
OTHER = '{"zh": "另一个"}'

Slip = Callable[["Small"], None]


class Small:
    """A course of one exercise, `ex`, as `grader new` writes it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for folder in ("solutions", "exercises"):
            (root / folder).mkdir(parents=True)
        self.write("solutions/course.toml", COURSE)
        new_exercise(self.read(), "01_a", "ex")

    def read(self) -> Course:
        return read_course(self.root, [])

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def edit(self, kind: str, *edits: tuple[str, str]) -> None:
        """Change a file of the exercise: "" the reference, "_checks", "_mistakes"."""
        file = self.root / "solutions" / "01_a" / f"ex{kind}.py"
        text = file.read_text(encoding="utf-8")
        for was, now in edits:
            assert was in text
            text = text.replace(was, now)
        file.write_text(text, encoding="utf-8")

    def line(self, kind: str, text: str) -> int:
        """The first line of such a file that holds this."""
        lines = (self.root / "solutions" / "01_a" / f"ex{kind}.py").read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line)

    def problems(self, pool: Pool, proofs: Sequence[Proof] = PROOFS, seeds: Sequence[int] = (1,)) -> list[Problem]:
        course = self.read()
        files = course.exercise("ex")
        trial = Trial(course.chapter_of(files), files, seeds[0], pool, RecordingStore(self.root / "recordings"))
        return list(prove_exercise(trial, seeds, proofs))


def edited(kind: str, *edits: tuple[str, str]) -> Slip:
    return lambda small: small.edit(kind, *edits)


def written(path: str, text: str) -> Slip:
    return lambda small: small.write(path, text)


def both(*slips: Slip) -> Slip:
    def slip(small: Small) -> None:
        for one in slips:
            one(small)

    return slip


IMPORTS = (
    "from grader.authoring import",
    "from grader.authoring import Text, any_of, curve, folder, forbid, raises, satisfies,",
)


def checks(*edits: tuple[str, str]) -> Slip:
    return edited("_checks", IMPORTS, *edits)


def another_check(
    *, expect: str, points: int = 1, cases: str = "worked, samples", rest: str = "", returns: str
) -> Slip:
    """One more check at the end of the file."""
    text = (
        f'\n\n@check(role="forward", of="forward", points={points}, cases=[{cases}], {expect} {rest}\n'
        f"       sentence={OTHER})\n"
        f'def another(m, xs, w, b):\n    """Another one."""\n    return {returns}\n'
    )
    end = "    return m.forward(xs, w, b)\n"
    last = 'x * w + b for any data."""\n' + end
    return checks((last, last + text))
