"""Makes a class of submissions for one exercise: correct ones in several styles, wrong ones with one mistake each."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from itertools import chain, cycle, islice
from pathlib import Path

import msgspec

from grader.commands.current_course import open_course
from grader.course.seeds import seed_of
from grader.course.splicing import splice
from grader.execution.limits import Limits
from grader.grading.plans import make_plan
from grader.grading.preparing import Preparer

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Submission:
    """A learner's file, and the verdict that a grader should give: "right" or "wrong"."""

    file: Path
    verdict: str


def make_submissions(exercise: str, count: int, folder: Path, beside: Path) -> list[Submission]:
    """Write `count` submissions, each in its own folder, with the files of `beside` copied next to it.

    Right and wrong ones alternate. If there are fewer sources than submissions, they are repeated, with different
    comments so that no two files are the same.
    """
    sources = islice(
        chain.from_iterable(zip(cycle(right_sources(exercise)), cycle(wrong_sources(exercise)), strict=False)), count
    )
    made = []
    for number, (text, verdict) in enumerate(sources):
        place = folder / f"learner-{number:03}"
        shutil.copytree(beside, place, ignore=shutil.ignore_patterns("__pycache__"))
        file = place / f"{exercise}.py"
        file.write_text(f"{text}\n# Learner {number}\n", encoding="utf-8")
        made.append(Submission(file, verdict))
    return made


def right_sources(exercise: str) -> list[tuple[str, str]]:
    """The reference, and the correct solutions in other styles."""
    files = open_course(ROOT).exercise(exercise)
    return [(file.read_text(encoding="utf-8"), "right") for file in (files.reference, *files.styles)]


def wrong_sources(exercise: str) -> list[tuple[str, str]]:
    """The reference with each named mistake in turn."""
    course = open_course(ROOT)
    loaded = Preparer(course).loaded(course.exercise(exercise))
    libraries = loaded.files.settings.libraries
    return [
        (splice(loaded.reference_source, mistake, loaded.mistakes_source, libraries), "wrong")
        for mistake in loaded.mistakes
    ]


def write_job(exercise: str, file: Path) -> None:
    """Write what a worker is asked to run: probes and cases, without anything to judge them by."""
    course = open_course(ROOT)
    plan = make_plan(Preparer(course).loaded(course.exercise(exercise)), seed_of(course.settings, 0))
    file.write_bytes(msgspec.msgpack.encode(plan.jobs(Limits().check_seconds)))
