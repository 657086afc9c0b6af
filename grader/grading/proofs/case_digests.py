"""Digests of drawn cases, for a comparison of what two processes draw."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from grader.course.discovery import COURSE_FILE, ExerciseFiles
from grader.course.draws import DrawnCase, draw_cases
from grader.course.loading import load_exercise
from grader.course.settings import read_settings
from grader.errors import AuthoringError


def digest(case: DrawnCase) -> str:
    """A digest of all that a case hands over."""
    return hashlib.sha256(repr((case.arguments, case.folders)).encode()).hexdigest()


def write_digests(reference: Path, checks: Path, answer: Path, seed: int) -> None:
    """Load an exercise, draw its cases and write what they are made of."""
    try:
        settings = read_settings(checks.parents[1] / COURSE_FILE)
        files = ExerciseFiles(checks.parent.name, reference.stem, reference, reference, checks, None, settings)
        exercise = load_exercise(files)
        found = {check.id: [digest(case) for case in draw_cases(check, seed)] for check in exercise.checks}
    except AuthoringError:
        found = None
    answer.write_text(json.dumps(found), encoding="utf-8")
