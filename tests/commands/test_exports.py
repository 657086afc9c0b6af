"""Every format of real gradings, read by libraries that know nothing of this project."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from junitparser import Error, Failure, Skipped
from markdown_it import MarkdownIt
from reports import readers

from grader.course.discovery import find_course
from grader.execution.pool import Pool
from grader.grading.grading import grade
from grader.grading.preparing import Preparer
from grader.grading.result import Result
from grader.grading.submissions import Submission, SubmittedFile
from grader.reports.formats import FORMATS, render
from grader.reports.github_classroom import render_classroom
from grader.reports.language import language_for

ROOT = Path(__file__).parents[2]
LEARNER = '=HYPERLINK("http://evil.example")<script>alert(1)</script>\n::error::owned\x1b[31m'
RIGHT = (ROOT / "solutions" / "03_gradient_descent" / "gradient_descent.py").read_text(encoding="utf-8")
WRONG = f"""{RIGHT}

def gradient(xs, ys, w):
    print("</system-out>]]>\\n::error::owned\\n##[error]owned\\x1b]0;owned\\x07\\x00\\u202e @everyone | `x` <b>")
    return sum(x * (x * w - y) for x, y in zip(xs, ys)) / len(xs)
"""
CRASHING = f"""{RIGHT}

def forward(x, w):
    import os
    os._exit(0)


def cost(xs, ys, w):
    raise ValueError("]]><b>::error::owned\\n::error file=x::owned\\n##[error]owned\\x1b[31m\\x00%0A::error::owned")
"""
SUBMISSIONS = {"right": RIGHT, "wrong": WRONG, "crashing": CRASHING, "empty": None}
LANGUAGES = [language_for("en"), language_for("zh")]


@pytest.fixture(scope="module")
def results(pool: Pool) -> Mapping[str, Result]:
    preparer = Preparer(find_course(ROOT))
    files = next(files for files in find_course(ROOT).exercises if files.name == "gradient_descent")
    ready = preparer.ready(files, 0)
    return {
        name: grade(
            Submission(
                LEARNER, {} if text is None else {"gradient_descent": SubmittedFile("gradient_descent.py", text)}
            ),
            [ready],
            pool,
            preparer.run(0),
        )
        for name, text in SUBMISSIONS.items()
    }


@pytest.fixture(params=SUBMISSIONS)
def result(request: pytest.FixtureRequest, results: Mapping[str, Result]) -> Result:
    return results[request.param]


class Page(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_submissions_are_what_they_are_called(results: Mapping[str, Result]) -> None:
    statuses = {name: {check.status for check in result.exercises[0].checks} for name, result in results.items()}
    assert statuses["right"] == {"passed"}
    assert {"passed", "failed"} <= statuses["wrong"]
    assert "error" in statuses["crashing"]
    assert statuses["empty"] == {"not_attempted"}
    assert not any(result.fault for result in results.values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format_", FORMATS)
def test_no_line_of_any_format_commands_a_job(format_: str, language, result: Result) -> None:
    text = render(result, format_, language)
    commands = readers.github(text)
    assert readers.CONTROL.search(text) is None
    assert format_ == "github" or commands == []
    assert {command.name for command in commands} <= {"error", "warning", "notice"}
    assert not any(command.data.strip() == "owned" for command in commands)


def test_json_fits_the_published_schema(result: Result) -> None:
    schema = json.loads((ROOT / "docs" / "result.schema.json").read_text(encoding="utf-8"))
    document = json.loads(render(result, "json", LANGUAGES[0]))
    jsonschema.validate(document, schema)
    assert document["learner"] == LEARNER


@pytest.mark.parametrize("language", LANGUAGES)
def test_junit_tells_wrong_from_stopped_from_waiting(language, result: Result) -> None:
    expected = {"failed": Failure, "not_attempted": Failure, "error": Error, "timeout": Error, "blocked": Skipped}
    (suite,) = readers.junit(render(result, "junit", language))
    outcomes = {case.name: [type(outcome) for outcome in case.result] for case in suite}
    assert outcomes == {
        check.id: [] if check.status == "passed" else [expected[check.status]] for check in result.exercises[0].checks
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_gradescope_gets_the_points(language, result: Result) -> None:
    document = readers.gradescope(render(result, "gradescope", language))
    assert document["score"] == result.points
    assert sum(test["score"] for test in document["tests"]) == result.points
    assert sum(test["max_score"] for test in document["tests"]) == result.max_points
    assert document["execution_time"] > 0 or not result.exercises[0].submitted


def test_github_gets_the_points_and_the_lines(result: Result) -> None:
    lines = SUBMISSIONS["wrong"].count("\n") + SUBMISSIONS["crashing"].count("\n")
    for command in readers.github(render(result, "github", LANGUAGES[0])):
        assert command.properties.get("file", "gradient_descent.py") == "gradient_descent.py"
        assert 1 <= int(command.properties.get("line", 1)) <= lines
    document = readers.classroom(render_classroom(result, LANGUAGES[0]))
    assert sum(test["score"] for test in document["tests"]) == result.points
    assert document["max_score"] == result.max_points


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_and_html_hold_no_element_of_the_learner_s(language, result: Result) -> None:
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table"]).render(render(result, "markdown", language))
    html = render(result, "html", language)
    for page in (Page(markdown), Page(html)):
        assert "script" not in page.elements
        assert "HYPERLINK" in page.text
    assert "b" not in Page(markdown).elements
    assert "<b>\n" not in html
