"""Where a line is said to be: in a cell of a notebook, or in a helper module, in every format and language."""

from __future__ import annotations

import html
import io
import json
import re

import pytest
from rich.console import Console

from grader.grading.result import Cell, ErrorInfo, HelperFile, Result
from grader.grading.rule_uses import BrokenRule, RuleUse
from grader.reports.formats import FORMATS, render
from grader.reports.language import Language, interface_languages, language_for
from grader.reports.terminal import render_terminal
from reports import readers, samples

ENGLISH = language_for("en")
RAISED = ErrorInfo("exception", "ValueError", "no", 6, "gradient", "    raise ValueError('no')")
FAILING = samples.check(
    "gradient", "error", cases=(samples.failed_case(status="error", error=RAISED),), line=6, source=RAISED.source
)
BREAKING = samples.check(
    "gradient",
    "failed",
    cases=(samples.passed_case("a"), samples.passed_case("b")),
    broken_rules=(BrokenRule("by_hand", (RuleUse("torch.mean", 6, "mean"), RuleUse("torch.sum", 2, "gradient"))),),
    line=6,
)
NOTEBOOK = {"file": "work.ipynb", "cells": (Cell(1, 1), Cell(5, 3))}
HELPER = {"helpers": (HelperFile(4, "tools.py"), HelperFile(40, "more.py"))}
EVERY_TEXT = [name for name in FORMATS if name != "json"]


def said(result: Result, format_: str, language: Language) -> str:
    if format_ == "text":
        stream = io.StringIO()
        render_terminal(result, Console(file=stream, width=200), language)
        text = stream.getvalue()
    else:
        text = html.unescape(re.sub(r"<[^>]+>", "", render(result, format_, language)))
    return " ".join(re.sub(r"[`\\]", "", text).split())


@pytest.mark.parametrize("code", interface_languages())
@pytest.mark.parametrize("format_", EVERY_TEXT)
def test_a_line_of_a_notebook_is_a_cell_and_a_line_in_it(format_: str, code: str) -> None:
    language = language_for(code)
    place = language.gettext("cell %(cell)s, line %(line)s", cell=3, line=2)
    assert place in said(samples.result(samples.exercise(FAILING, **NOTEBOOK)), format_, language)


@pytest.mark.parametrize("code", interface_languages())
@pytest.mark.parametrize("format_", EVERY_TEXT)
def test_a_line_of_a_helper_is_told_with_its_file(format_: str, code: str) -> None:
    language = language_for(code)
    place = language.gettext("line %(line)s of %(helper_file)s", line=3, helper_file="tools.py")
    assert place in said(samples.result(samples.exercise(FAILING, **HELPER)), format_, language)


def test_the_document_holds_the_line_and_what_places_it() -> None:
    document = json.loads(render(samples.result(samples.exercise(FAILING, **NOTEBOOK, **HELPER)), "json", ENGLISH))
    (exercise,) = document["exercises"]
    assert exercise["checks"][0]["line"] == 6
    assert exercise["cells"] == [{"line": 1, "number": 1}, {"line": 5, "number": 3}]
    assert exercise["helpers"] == [{"line": 4, "path": "tools.py"}, {"line": 40, "path": "more.py"}]


@pytest.mark.parametrize(
    ("more", "first", "second"),
    [
        (NOTEBOOK, "mean, which it calls, uses torch.mean on cell 3, line 2", "cell 1, line 2 (torch.sum)"),
        (HELPER, "mean, which it calls, uses torch.mean on line 3 of tools.py", "line 2 (torch.sum)"),
    ],
)
def test_a_broken_rule_is_told_where_it_is(more: dict[str, object], first: str, second: str) -> None:
    text = said(samples.result(samples.exercise(BREAKING, **more)), "text", ENGLISH)
    assert first in text
    assert second in text


def test_a_file_that_does_not_load_is_told_with_the_cell() -> None:
    error = ErrorInfo("syntax", "SyntaxError", "invalid syntax", 5, "", "x = = 1")
    broken = samples.exercise(samples.check("gradient", "error", line=None), load_error=error, **NOTEBOOK)
    assert "Python cannot read cell 3, line 1." in said(samples.result(broken), "text", ENGLISH)


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({}, {"file": "gradient_descent.py", "line": "6"}),
        (HELPER, {"file": "tools.py", "line": "3"}),
        (NOTEBOOK, {"file": "work.ipynb"}),  # an annotation's lines are those of the JSON
    ],
)
def test_an_annotation_is_at_a_line_that_the_file_has(more: dict[str, object], place: dict[str, str]) -> None:
    commands = readers.github(render(samples.result(samples.exercise(FAILING, **more)), "github", ENGLISH))
    error = next(command for command in commands if command.name == "error")
    assert {name: error.properties[name] for name in ("file", "line") if name in error.properties} == place
