"""How many runs a save costs: where processes are not forked, each takes a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from grader.grading.submissions import SubmittedFile
from grader.interactive import warm_grader
from grader.interactive.warm_grader import WarmGrader


@dataclass(frozen=True)
class Run:
    composer: object = "composes"


def runs_for(*statuses: str, monkeypatch: pytest.MonkeyPatch, warm_ups: int = 2) -> tuple[int, int]:
    """How many runs a file takes whose checks get these statuses, and how many the preparation."""
    calls: list[object] = []

    def grade(submission: Any, ready: Any, observer: Any, run: Run) -> Any:
        calls.append(run.composer)
        return SimpleNamespace(exercises=(SimpleNamespace(checks=[SimpleNamespace(status=one) for one in statuses]),))

    monkeypatch.setattr(warm_grader, "grade", grade)
    ready = SimpleNamespace(plan=SimpleNamespace(mistakes=(), exercise=SimpleNamespace(checks=())))
    preparer = SimpleNamespace(selected=lambda *_: ready, run=lambda _: Run())
    course = SimpleNamespace(exercise=lambda _: SimpleNamespace(), settings=SimpleNamespace())
    monkeypatch.setattr(warm_grader, "variant_of", lambda *_: 0)
    made: Any = WarmGrader(course, "", None, preparer, lambda _: None, warm_ups)  # type: ignore[arg-type]
    list(made.grade("lines", (SubmittedFile("lines.py", ""), ())))
    saved = len(calls)
    made.prepare("lines")
    return saved, len(calls) - saved


def test_a_function_that_waits_for_a_wrong_one_is_run_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    assert runs_for("failed", "blocked", monkeypatch=monkeypatch)[0] == 2
    assert runs_for("passed", "error", "blocked", monkeypatch=monkeypatch)[0] == 2


def test_one_that_waits_for_what_is_not_written_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert runs_for("passed", "not_attempted", "blocked", monkeypatch=monkeypatch)[0] == 1
    assert runs_for("failed", "not_attempted", monkeypatch=monkeypatch)[0] == 1


def test_the_preparation_runs_nothing_as_often_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert runs_for("not_attempted", monkeypatch=monkeypatch, warm_ups=1)[1] == 1
    assert runs_for("not_attempted", monkeypatch=monkeypatch)[1] == 2
