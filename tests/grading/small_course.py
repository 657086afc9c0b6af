"""A course of one small exercise, made on disk for a test."""

from __future__ import annotations

import shutil
from pathlib import Path

from grader.course.discovery import Course, read_course
from grader.course.loading import load_exercise
from grader.grading.plans import Plan, make_plan

ROOT = Path(__file__).parents[2]

REFERENCE = '''"""A small exercise."""


def line(xs, w):
    """w times every x."""
    ### BEGIN SOLUTION
    return [x * w for x in xs]
    ### END SOLUTION


def refuse(n):
    """n, or a ValueError below 0."""
    ### BEGIN SOLUTION
    if n < 0:
        raise ValueError(f"{n} is below 0")
    return n
    ### END SOLUTION
'''

RIGHT = """def line(xs, w):
    return [x * w for x in xs]


def refuse(n):
    if n < 0:
        raise ValueError(f"{n} is below 0")
    return n
"""

CHECKS = '''"""Checks."""

from grader.authoring import case, check, raises

line_cases = [case(xs=[1.5, -2.0], w=0.5), case(xs=[0.7, 2.5, 3.5], w=-1.5)]


@check(role="forward", of="line", points=2, cases=line_cases, fixed="Few.", sentence={"zh": "直线"})
def points_of_a_line(m, xs, w):
    """The line."""
    return m.line(xs, w)


@check(role="data", of="refuse", points=1, cases=[case(n=1.5), case(n=3.0)], fixed="Few.", sentence={"zh": "接受"})
def accepted(m, n):
    """Accepted."""
    return m.refuse(n)


@check(role="data", of="refuse", points=1, cases=[case(n=-1.5), case(n=-2.0)], expect=raises("ValueError"),
       fixed="Few.", counts_with=[accepted], sentence={"zh": "拒绝"})
def refused(m, n):
    """Refused."""
    return m.refuse(n)
'''

MISTAKES = '''"""Mistakes."""

from grader.authoring import mistake


@mistake(of="line", hint={"en": "Which operation?", "zh": "什么运算？"}, finding={"zh": "你做了加法。"})
def added(xs, w):
    """You added."""
    return [x + w for x in xs]
'''


def make_course(
    folder: Path,
    reference: str = REFERENCE,
    checks: str = CHECKS,
    mistakes: str = MISTAKES,
    styles: dict[str, str] | None = None,
) -> Course:
    """The course, its files as given."""
    chapter = folder / "solutions" / "01_small"
    (chapter / "small_styles").mkdir(parents=True)
    (folder / "exercises" / "01_small").mkdir(parents=True)
    shutil.copy(ROOT / "solutions" / "course.toml", folder / "solutions")
    (chapter / "small.py").write_text(reference, encoding="utf-8")
    (chapter / "small_checks.py").write_text(checks, encoding="utf-8")
    (chapter / "small_mistakes.py").write_text(mistakes, encoding="utf-8")
    for name, text in (styles or {}).items():
        (chapter / "small_styles" / f"{name}.py").write_text(text, encoding="utf-8")
    return read_course(folder)


def make_small_plan(folder: Path, **files: object) -> Plan:
    """The plan of its exercise; `files` are those of `make_course`."""
    (exercise,) = make_course(folder, **files).exercises  # type: ignore[arg-type]
    return make_plan(load_exercise(exercise), 1)
