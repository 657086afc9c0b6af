"""The live page's parts, and what is said, opened and compared."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.course.discovery import Chapter, Course, find_course
from grader.errors import RecordsError
from grader.interactive.beside_reference import beside_reference, definition
from grader.interactive.editors import editor_command, open_in_editor, vscode_link
from grader.interactive.live_page import LearnPage, said, unwrapped
from grader.interactive.view_model import (
    ChapterItem,
    ExerciseItem,
    FunctionItem,
    Hint,
    Outcome,
    Place,
    State,
    Success,
    Task,
)
from grader.reports.language import language_for
from grader.reports.safe_text import EMPTY, clean

ENGLISH = language_for("en")
PLACE = Place("gradient_descent", "forward")
HOSTILE = '<script>alert("x")</script>'


@pytest.fixture(scope="module")
def course() -> Course:
    return find_course(Path(__file__).parent)


def state_of(file: Path | None, passed: bool = True, **changed: Any) -> State:
    status = "passed" if passed else "failed"
    item = FunctionItem(PLACE, status, clean(status))
    exercise = ExerciseItem("gradient_descent", clean("Gradient descent"), file, (item,))
    made = State(
        serial=1,
        phase="ready",
        course=clean("Course"),
        chapters=(ChapterItem("03_gradient_descent", "03", clean("Chapter"), (exercise,), int(passed), 1),),
        current=PLACE,
        task=Task(PLACE, clean("Title"), clean("forward(x, w)"), clean(HOSTILE), (), file, clean("f.py"), 3, ""),
        outcome=Outcome(status, clean(status), (), None, output=clean(HOSTILE), seconds=0.07),
        success=Success((clean(HOSTILE),)) if passed else None,
        following=None,
        hint=Hint((clean(HOSTILE),), markdown=f"**An example**\n\n{HOSTILE}"),
        messages=(clean(HOSTILE),),
        done=passed,
    )
    return dataclasses.replace(made, **changed)


class Session:
    def __init__(self, state: State) -> None:
        self.state = state
        self.called: list[Any] = []

    def snapshot(self) -> State:
        return self.state

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments: self.called.append((name, *arguments))


def page_of(state: State, course: Course) -> tuple[LearnPage, Session]:
    session = Session(state)
    return LearnPage(session, course, None, ENGLISH), session  # type: ignore[arg-type]


def test_nothing_of_a_learner_is_markup(course: Course, tmp_path: Path) -> None:
    file = tmp_path / "gradient_descent.py"
    file.write_text(f"def forward(x, w):\n    return '{HOSTILE}'\n", encoding="utf-8")
    document = page_of(state_of(file), course)[0].document()
    assert document.count("<script") == 1  # the page's own
    assert document.count("&lt;script&gt;") + document.count("&lt;script") >= 6


def test_buttons_reach_the_session(course: Course) -> None:
    page, session = page_of(state_of(None), course)
    for action in ("next", "previous", "hint", "reset"):
        page.act(action, "")
    page.act("select", "gradient_descent:cost")
    assert session.called == [("next",), ("previous",), ("hint",), ("reset",), ("choose", "gradient_descent", "cost")]
    with pytest.raises(KeyError):
        page.act("close", "")


def test_the_page_has_two_files_of_its_own(course: Course) -> None:
    page, _ = page_of(state_of(None), course)
    assert page.asset("learn.js") is not None
    assert page.asset("learn.css") is not None
    assert page.asset("page.html.j2") is None
    assert page.asset("../language.py") is None


def _as_in_a_kit(chapter: Chapter) -> Chapter:
    exercises = (dataclasses.replace(one, reference=one.stub) for one in chapter.exercises)
    return dataclasses.replace(chapter, exercises=tuple(exercises))


def test_the_reference_is_shown_once_the_exercise_passes_and_where_the_course_allows_it(
    course: Course, tmp_path: Path
) -> None:
    file = tmp_path / "gradient_descent.py"
    file.write_text("def forward(x, w):\n    return w * x\n", encoding="utf-8")
    both = beside_reference(course, state_of(file), ENGLISH)
    assert both.own is not None
    assert "return w * x" in both.own
    assert "<span" in str(both.highlighted().own)
    assert both.reference is not None
    assert "x * w" in both.reference
    assert "SOLUTION" not in both.reference
    failing = beside_reference(course, state_of(file, passed=False), ENGLISH)
    kit = dataclasses.replace(course, chapters=tuple(map(_as_in_a_kit, course.chapters)))
    absent = beside_reference(kit, state_of(file, passed=False), ENGLISH)
    assert "comes without the reference" in absent.refused
    assert failing.reference is None
    assert "every function of this exercise passes" in failing.refused
    settings = msgspec.structs.replace(
        course.settings, policies=msgspec.structs.replace(course.settings.policies, reference="never")
    )
    never = beside_reference(dataclasses.replace(course, settings=settings), state_of(file), ENGLISH)
    assert never.reference is None
    assert "does not show" in never.refused


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('def f(x):\n    """What."""\n    return x\n', "def f(x):\n    return x\n"),
        ('def f(x):\n    """Only."""\n', 'def f(x):\n    """Only."""\n'),
        ("def f(x): return 1\n\n\n@d\ndef f(x):\n    return 2\n", "@d\ndef f(x):\n    return 2\n"),
        ("def g(x):\n    return x\n", ""),
        ("def f(x:\n", ""),
        ("(" * 10_000, ""),
    ],
)
def test_a_definition_is_found_without_its_docstring(source: str, found: str) -> None:
    assert definition(source, "f") == found


def test_lines_that_were_broken_for_their_width_are_joined() -> None:
    wide = "word " * 20
    assert unwrapped(f"{wide}\nend.\n\nArgs:\n    x: one\n    y: two") == (
        f"{wide} end.\n\nArgs:\n    x: one\n    y: two"
    )
    assert unwrapped("字" * 50 + "\n字") == "字" * 51


def test_what_is_said_is_one_sentence_on_the_current_function() -> None:
    assert said(state_of(None, outcome=None), ENGLISH) == EMPTY
    assert said(state_of(None), ENGLISH) == "forward: passed."


def test_an_editor_with_a_window_is_the_one_of_the_environment(tmp_path: Path) -> None:
    assert editor_command({"VISUAL": "true --wait", "EDITOR": "vi"}) == ("true", "--wait")
    assert editor_command({"VISUAL": "no-such-editor-here", "EDITOR": "true"}) == ("true",)
    assert editor_command({"VISUAL": "vim", "EDITOR": "'"}) == ()
    assert editor_command({}) == ()
    open_in_editor(("true",), tmp_path / "a.py", 3)
    with pytest.raises(RecordsError, match=r"open .* yourself"):
        open_in_editor((str(tmp_path / "none"),), tmp_path / "a.py", None)
    assert vscode_link(Path("/tmp/a b/梯度.py"), 7).endswith("/a%20b/%E6%A2%AF%E5%BA%A6.py:7")
