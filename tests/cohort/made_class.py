"""A made class: right, wrong in named and unnamed ways, stuck, alike, hostile."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace
from reports import samples

from grader.grading.result import (
    CaseResult,
    CheckResult,
    ErrorInfo,
    ExerciseResult,
    HintUse,
    NamedMistake,
    Result,
    SmallestEdit,
)
from grader.numerics.excerpts import Excerpt
from grader.records.attempts import attempt_of
from grader.records.choosing import HandedIn, versions_of
from grader.records.gradebook import Gradebook, open_gradebook
from grader.records.roster import Student

HOSTILE = '<script>alert("1")</script>'
FIRST = "Ada Ben Chen Dilan Ewa Farid Greta Hana Ivo Jia Kofi Lena Min Nora Omar Priya Quirin Rosa Sami Tao".split()  # noqa: SIM905
LAST = ("Anders-Wolfenstein", "Brandt", "Castellanos y Montemayor", "Diallo", "Estévez", "王", "Okonkwo")
EXERCISES = {
    "gradient_descent": {"en": "Gradient descent", "zh": "梯度下降"},
    "numeric_gradient": {"en": "The gradient from differences", "zh": "数值梯度"},
    "stochastic": {"en": "Stochastic gradient descent", "zh": "随机梯度下降"},
    "smoothing": {"en": "Smoothing a curve", "zh": "平滑曲线"},
}
MISTAKES = (
    NamedMistake(
        "factor_two_missing",
        {"en": "Your gradient lacks the factor 2.", "zh": "你的梯度少了因子 2。"},
        {"en": "Which factor comes down from the power?", "zh": "指数落下来成为什么因子？"},
    ),
    NamedMistake(
        "summed",
        {"en": "You have summed where the gradient takes the mean.", "zh": "你求了和，而梯度取平均值。"},
        {"en": "Duplicate the data set. Should the gradient change?", "zh": "把数据复制一份，梯度应该变吗？"},
    ),
)
CODE = "def gradient(xs, ys, w):\n    return (2 * xs * (xs * w - ys)).mean() + {} * w"
STARTED = datetime(2026, 11, 2, 9, tzinfo=UTC)


def _unnamed(which: int) -> CheckResult:
    wrong = -9.25 - which
    cases = (
        CaseResult(
            "failed",
            arguments={"xs": "[1.0, 2.0, 3.0]", "ys": "[2.0, 4.0, 6.0]", "w": "1.0"},
            got=f"{wrong:g}",
            expected="-9.33333",
            drawn=False,
            excerpt=Excerpt("[]", (wrong,), (3e-5,)),
        ),
        CaseResult("failed", got="1", expected="2", drawn=True),
    )
    edit = SmallestEdit((2,), diff=f"-    return … + {0.125 * (which + 1)} * w\n+    return …") if which else None
    return samples.check("gradient", "failed", cases=cases, code=CODE.format(0.125 * (which + 1)), smallest_edit=edit)


def _exercise(name: str, skill: float, noise: random.Random, structure: str) -> ExerciseResult:
    checks = [samples.check("forward"), samples.check("cost", "passed" if noise.random() < skill + 0.3 else "failed")]
    wrong = noise.random()
    if wrong < skill:
        checks += [samples.check(function) for function in ("gradient", "update", "train")]
    else:
        kind = noise.choice(("named", "named", "summed", "unnamed", "unnamed", "error", "alone"))
        if kind == "unnamed":
            gradient = _unnamed(noise.choice((0, 0, 1, 2)))
        elif kind == "error":
            error = ErrorInfo("exception", "TypeError", "unsupported operand", 38, "gradient")
            gradient = samples.check("gradient", "error", cases=(CaseResult("error", drawn=False, error=error),))
        elif kind == "alone":
            gradient = samples.check("gradient", "failed")
        else:
            gradient = samples.check("gradient", "failed", mistakes=(MISTAKES[kind == "summed"],))
        late = "passed" if noise.random() < skill else "failed"
        checks += [gradient, samples.check("update", late), samples.check("train", "blocked")]
    hints = (HintUse("gradient", noise.randint(1, 6), noise.randint(1, 4)),) if noise.random() < 0.3 else ()
    return ExerciseResult(
        "03_gradient_descent", samples.CHAPTER, name, EXERCISES[name], f"{name}.py", tuple(checks), hints=hints,
        structure=structure,
    )  # fmt: skip


def _result(learner: str, exercises: tuple[ExerciseResult, ...], created: datetime) -> Result:
    return replace(
        samples.all_passed(),
        learner=learner,
        created=created.isoformat(timespec="seconds"),
        exercises=exercises,
        points=sum(one.points for one in exercises),
        max_points=sum(one.max_points for one in exercises),
    )


@dataclass(frozen=True)
class Made:
    """The gradebook's folder, and who is in it."""

    folder: Path
    learners: tuple[Student, ...]


def make_class(folder: Path, size: int = 120, assignments: tuple[str, ...] = ("week-03", "week-04")) -> Made:
    """Write the gradebook of such a class."""
    noise = random.Random(7)
    students = [
        Student(f"{FIRST[n % len(FIRST)].lower()}-{n:04}", f"{FIRST[n % len(FIRST)]} {noise.choice(LAST)}")
        for n in range(size - 1)
    ] + [Student(HOSTILE, '<img src=x onerror="alert(2)">')]
    folder.mkdir(parents=True, exist_ok=True)
    with open_gradebook(folder) as gradebook:
        gradebook.enrol(students, roster=True)
        for week, assignment in enumerate(assignments):
            for number, student in enumerate(students):
                if noise.random() < 0.93:
                    _hand_in(gradebook, assignment, student, number, week, noise)
    return Made(folder, tuple(students))


def _hand_in(
    gradebook: Gradebook, assignment: str, student: Student, number: int, week: int, noise: random.Random
) -> None:
    skill = min(0.95, max(0.1, noise.gauss(0.6, 0.25)))
    stuck = number % 17 == 3
    hand_ins = []
    for attempt in range(5 if stuck else noise.choice((1, 1, 2, 2, 3))):
        time = STARTED + timedelta(days=7 * week + noise.random() * 1.4 + 1.3 * attempt)
        content = f"{assignment}{number}{attempt}".encode().hex().ljust(64, "0")
        hand_ins.append(
            HandedIn(
                student.learner,
                f"{student.learner}/{attempt}.zip",
                content,
                dict.fromkeys(EXERCISES, content),
                time,
                time,
                f"{time:%Y-%m-%dT%H:%M:%SZ}",
                f"{time:%Y-%m-%dT%H:%M:%SZ}",
            )
        )
    gradebook.see(assignment, hand_ins)
    copied = number in (40, 41, 77)
    last: tuple[ExerciseResult, ...] = ()
    for attempt, version in enumerate(versions_of(hand_ins)):
        if not (stuck and last):
            last = tuple(
                _exercise(name, skill + 0.12 * attempt, noise, f"copied-{name}" if copied else f"{name}{number}")
                for name in EXERCISES
            )
        gradebook.record(attempt_of(version, assignment, "c" * 64, _result(student.learner, last, version.time)))
