"""The fate of mutants on a terminal."""

from __future__ import annotations

import io
from typing import Literal

from rich.console import Console

from grader.grading.mutation.findings import ExerciseFindings, Fate, Findings, FunctionFindings, StaleDeclaration
from grader.reports.language import language_for
from grader.reports.mutants import render_findings

SURVIVOR = Fate("train", 12, "range", "for _ in range(epochs):\n    step()", "for _ in range(epochs - 1):\n    step()")
LOW = FunctionFindings("train", 8, 5, 2, 0, (), (SURVIVOR,))
HIGH = FunctionFindings("cost", 200, 200, 0, 0, (), ())
STALE = StaleDeclaration("cost", "lines_mistakes.py", 7, "return [x]", "return [w]", "caught")


def shown(findings: Findings, code: Literal["en", "zh"] = "en") -> str:
    stream = io.StringIO()
    render_findings(findings, Console(file=stream, width=100), language_for(code))
    return stream.getvalue()


def test_each_survivor_is_shown_with_its_place_and_its_edit() -> None:
    text = shown(Findings((ExerciseFindings("lines", "solutions/lines.py", (LOW, HIGH), (), 1.0),)))
    assert "solutions/lines.py:12  train, range: no check sees it" in text
    assert "  - for _ in range(epochs):\n  -     step()\n  + for _ in range(epochs - 1):" in text
    assert "87.5 %" in text
    assert "below 90 %: train" in text
    assert "207 of 208 mutants are caught, 99.5 % " in text


def test_a_share_below_the_bar_never_reads_as_the_bar() -> None:
    function = FunctionFindings("cost", 100_000, 97_999, 0, 0, (), (SURVIVOR,))
    assert "97.9 %" in shown(Findings((ExerciseFindings("lines", "lines.py", (function,), (), 1.0),)))


def test_stale_records_are_named() -> None:
    text = shown(Findings((ExerciseFindings("lines", "lines.py", (HIGH,), (STALE,), 1.0),)))
    assert "lines_mistakes.py:7  cost: recorded as equivalent, but a check catches it" in text
    assert "- return [x]" in text  # no markup
    assert "1 record of an equivalent mutant is stale" in text


def test_it_reads_in_chinese() -> None:
    text = shown(Findings((ExerciseFindings("lines", "l.py", (LOW,), (STALE,), 1.0),)), "zh")
    assert "变异体" in text
    assert "recorded" not in text
    assert "caught" not in text
