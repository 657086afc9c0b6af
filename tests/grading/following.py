"""A small exercise whose functions call each other, and what a file earns in it; for tests of follow-through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from grading.small_course import make_course

from grader.course.discovery import Course, read_course
from grader.execution.boundary import Observer
from grader.grading.grading import grade_text
from grader.grading.preparing import Preparer
from grader.grading.result import CheckResult

REFERENCE = '''"""A small exercise."""


def scaled(x, w):
    """x times w."""
    ### BEGIN SOLUTION
    return x * w
    ### END SOLUTION


def misfit(xs, w):
    """The sum of the squares of what `scaled` gives, each less 1."""
    ### BEGIN SOLUTION
    return sum((scaled(float(x), w) - 1.0) ** 2 for x in xs)
    ### END SOLUTION


def path(xs, w, steps):
    """w, and then each w less a hundredth of the misfit there."""
    ### BEGIN SOLUTION
    ws = [w]
    for _ in range(steps):
        w = w - 0.01 * misfit(xs, w)
        ws.append(w)
    return ws
    ### END SOLUTION
'''

CHECKS = '''"""Checks."""

from grader.authoring import case, check


@check(role="forward", of="scaled", points=1, cases=[case(x=1.5, w=0.7), case(x=-2.3, w=1.9), case(x=0.4, w=-1.2)],
       fixed="Few.", sentence={"zh": "乘积"})
def product(m, x, w):
    """The product."""
    return m.scaled(x, w)


lists = [case(xs=[1.5, -2.0], w=0.5), case(xs=[0.7, 2.5, 3.5], w=-1.5), case(xs=[1.7, 0.3], w=0.9)]


@check(role="cost", of="misfit", points=2, cases=lists, fixed="Few.", sentence={"zh": "误差"})
def squares(m, xs, w):
    """The squares."""
    return m.misfit(xs, w)


@check(role="train", of="path", points=4, needs=["squares"], fixed="Few.", sentence={"zh": "路径"},
       cases=[case(xs=[1.5, -2.0], w=0.5, steps=3),
              case(xs=[0.7, 1.5], w=0.2, steps=2), case(xs=[1.1], w=0.4, steps=4)])
def steps_downhill(m, xs, w, steps):
    """The path."""
    return m.path(xs, w, steps)


@check(role="train", of="path", points=1, needs=["squares"], hidden=True, fixed="Few.", sentence={"zh": "其他"},
       cases=[case(xs=[0.6, -1.3], w=0.8, steps=3), case(xs=[0.9], w=-0.3, steps=2)])
def other_steps(m, xs, w, steps):
    """Other data."""
    return m.path(xs, w, steps)
'''

MISTAKES = '''"""Mistakes."""

from grader.authoring import mistake

HINT = {"en": "Which operation?", "zh": "什么运算？"}


@mistake(of="scaled", hint=HINT, finding={"zh": "你做了加法。"})
def added(x, w):
    """You have added."""
    return x + w


@mistake(of="scaled", hint=HINT, finding={"zh": "总是 1。"})
def always_one(x, w):
    """You always return 1."""
    return 1.0


@mistake(of="scaled", hint=HINT, finding={"zh": "没有返回。"})
def nothing(x, w):
    """You return nothing."""


@mistake(of="misfit", hint=HINT, finding={"zh": "没有平方。"})
def not_squared(xs, w):
    """You have not squared."""
    return sum(scaled(float(x), w) - 1.0 for x in xs)


@mistake(of="misfit", hint=HINT, finding={"zh": "总是 0。"})
def misfit_zero(xs, w):
    """You return 0."""
    return 0.0


@mistake(of="path", hint=HINT, finding={"zh": "缺少起点。"})
def start_missing(xs, w, steps):
    """The start is missing."""
    return path(xs, w, steps)[1:] if steps < 0 else _walked(xs, w, steps)[1:]


def _walked(xs, w, steps):
    ws = [w]
    for _ in range(steps):
        ws.append(ws[-1] - 0.01 * misfit(xs, ws[-1]))
    return ws


@mistake(of="path", hint=HINT, finding={"zh": "方向反了。"})
def uphill(xs, w, steps):
    """Your step goes uphill."""
    ws = [w]
    for _ in range(steps):
        ws.append(ws[-1] + 0.01 * misfit(xs, ws[-1]))
    return ws
'''

RIGHT = {
    "scaled": "def scaled(x, w):\n    return x * w\n",
    "misfit": "def misfit(xs, w):\n    return sum((scaled(float(x), w) - 1.0) ** 2 for x in xs)\n",
    "path": (
        "def path(xs, w, steps):\n    ws = [w]\n    for _ in range(steps):\n"
        "        ws.append(ws[-1] - 0.01 * misfit(xs, ws[-1]))\n    return ws\n"
    ),
}

Graded = Callable[..., dict[str, CheckResult]]


def grading(course: Course, observer: Observer) -> Graded:
    """Grades a file made of right functions and of those that are given instead, by name; the checks by id."""
    preparer = Preparer(course, seed=1)
    (files,) = course.exercises
    ready = preparer.ready(files, 0)

    def graded(first: str = "", **functions: str) -> dict[str, CheckResult]:
        text = "\n\n".join([first, *(RIGHT | functions).values()])
        result = grade_text(ready, preparer.run(0), observer, text)
        assert not result.fault
        return {check.id: check for check in result.exercises[0].checks}

    return graded


def make_following_course(folder: Path, policy: str = "") -> Course:
    """The course of this exercise; `policy` is what a right function earns on top of wrong ones."""
    course = make_course(folder, REFERENCE, CHECKS, MISTAKES)
    if not policy:
        return course
    settings = folder / "solutions" / "course.toml"
    text = settings.read_text(encoding="utf-8")
    line = f'follow_through = "{policy}"\n'
    text = (
        text.replace("[policies]\n", f"[policies]\n{line}") if "[policies]" in text else f"{text}\n[policies]\n{line}"
    )
    settings.write_text(text, encoding="utf-8")
    return read_course(folder)
