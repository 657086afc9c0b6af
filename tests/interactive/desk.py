"""A small course, a learner's folder, and a session whose grader judges a file by what is written in it."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

from grader.course.discovery import read_course
from grader.course.stubs import write_stubs
from grader.grading.result import (
    SCHEMA_VERSION,
    CaseResult,
    CheckResult,
    Environment,
    ErrorInfo,
    ExerciseResult,
    IsolationInfo,
    Result,
)
from grader.grading.submissions import read_file
from grader.interactive.learning_session import Assistance, Session
from grader.interactive.syllabus import exercise_text
from grader.interactive.view_model import Hint, State
from grader.records.setting_aside import replace_keeping
from grader.reports.language import language_for
from grader.reports.safe_text import clean

ROOT = Path(__file__).parents[2]
FUNCTIONS = {"lines": ("line", "slope"), "parabolas": ("bend",)}


def reference(exercise: str) -> str:
    functions = "\n\n".join(
        f'def {name}(x, w):\n    """The {name} at x.\n\n    With a weight.\n    """\n'
        f"    ### BEGIN SOLUTION\n    return x * w\n    ### END SOLUTION\n"
        for name in FUNCTIONS[exercise]
    )
    return f'"""About {exercise}."""\n\n\n{functions}'


class Desk:
    """The course, the learner's files, and the grader that stands in for workers."""

    def __init__(self, folder: Path) -> None:
        chapter = folder / "course" / "solutions" / "01_small"
        chapter.mkdir(parents=True)
        (folder / "course" / "exercises" / "01_small").mkdir(parents=True)
        shutil.copy(ROOT / "solutions" / "course.toml", chapter.parent)
        for name in FUNCTIONS:
            (chapter / f"{name}.py").write_text(reference(name), encoding="utf-8")
            (chapter / f"{name}_checks.py").write_text("", encoding="utf-8")
        self.course = read_course(folder / "course")
        write_stubs(self.course.exercises)
        self.learner = folder / "learner"
        self.learner.mkdir()
        self.stubs = {files.name: exercise_text(files).stub for files in self.course.exercises}
        for name, stub in self.stubs.items():
            (self.learner / f"{name}.py").write_text(stub, encoding="utf-8")
        self.files = self
        self.graded: list[str] = []
        self.breaks = False

    def file(self, exercise: str = "lines") -> Path:
        return self.learner / f"{exercise}.py"

    def written(self, exercise: str = "lines", **bodies: str) -> str:
        """The text of the exercise file with these bodies in place of what the stub has."""
        text = self.stubs[exercise]
        for function, body in bodies.items():
            text = re.sub(rf'    # TODO: write {function} .*\n    raise .*"{function}:.*\n', f"    {body}\n", text)
        return text

    # what a session asks of its grader

    def find(self) -> dict[str, Path]:
        return {name: self.file(name) for name in FUNCTIONS if self.file(name).is_file()}

    def read(self, path: Path):
        return read_file(path, shown=path.name), ()

    def prepare(self, exercise: str):
        return ()

    def grade(self, exercise: str, read) -> Iterator[Result]:
        file, _ = read
        self.graded.append(file.text)
        if self.breaks:
            raise RuntimeError("the workers are gone")
        yield _result(exercise, file.text)

    def session(self, **more) -> Session:
        def reset(exercise: str, path: Path | None) -> Path | None:
            return replace_keeping(self.learner, path, self.stubs[exercise]) if path else None

        assistance = Assistance(lambda *_: Hint((clean("Think of the weight."),), 1, 3), reset)
        return Session(self, language_for("en"), assistance, **more)  # type: ignore[arg-type]


def _result(exercise: str, text: str) -> Result:
    broken = None
    try:
        compile(text, exercise, "exec")
    except SyntaxError as error:
        broken = ErrorInfo("syntax", "SyntaxError", str(error), error.lineno)
    checks = tuple(_check(name, text, broken) for name in FUNCTIONS[exercise])
    return Result(
        SCHEMA_VERSION, {"en": "Small"}, "", "2026-01-01T00:00:00", 0, 1, 0.0, 3.0,
        (ExerciseResult("01_small", {"en": "Small"}, exercise, {"en": exercise.title()}, f"{exercise}.py", checks,
                        load_error=broken),),
        IsolationInfo("none"), Environment("0", "3", "2", "x"), 0.1, languages=("en",),
    )  # fmt: skip


def _check(name: str, text: str, broken: ErrorInfo | None) -> CheckResult:
    own = text.partition(f"def {name}(")[2].partition("\ndef ")[0]
    case = CaseResult("passed", {}, {"x": "2.0", "w": "3.0"})
    if broken:
        case = CaseResult("error", error=broken)
    elif "raise NotImplementedError" in own:
        case = CaseResult("not_attempted", error=ErrorInfo("stub"))
    elif "x * w" not in own:
        case = CaseResult("failed", {}, {"x": "2.0", "w": "3.0"}, got="5.0", expected="6.0")
    points = 1.0 if case.status == "passed" else 0.0
    return CheckResult(f"{name}_at_x", name, "forward", {"en": f"The {name} is x times w."}, case.status, points, 1.0,
                       cases=(case,))  # fmt: skip


class Watcher:
    """The states that a session published, to wait for one."""

    def __init__(self, session: Session) -> None:
        self._new = threading.Condition()
        self.states: list[State] = [session.snapshot()]
        session.subscribe(self._take)

    def _take(self, state: State) -> None:
        with self._new:
            self.states.append(state)
            self._new.notify_all()

    def until(self, condition) -> State:
        """The first state from now on, this one included, of which this holds; fails where none comes."""
        with self._new:
            assert self._new.wait_for(lambda: condition(self.states[-1]), timeout=30), self.states[-1]
            return self.states[-1]


def status(state: State) -> tuple[str, str]:
    """Where a session is, and how it stands there."""
    return (state.current.function if state.current else "", state.outcome.status if state.outcome else "")
