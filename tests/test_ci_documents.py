"""The workflow files that are ready to copy: what they call exists, and they install from outside of the checkout."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from grader.commands.ci import command
from grader.commands.outputs import parse_outputs
from grader.reports.formats import FORMATS

DOCS = Path(__file__).parents[1] / "docs"
WORKFLOWS = sorted((DOCS / "ci").glob("*.yml"))


def grader_ci(text: str) -> list[str]:
    """The arguments of the workflow's call, which goes over several lines of one folded block."""
    (call,) = re.findall(r"^ +grader ci ((?:.+\n)(?: +--.+\n)*)", text, re.MULTILINE)
    return shlex.split(call)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_calls_what_there_is(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    context = command.make_context("ci", grader_ci(text))
    outputs = parse_outputs(context.params["wishes"])
    assert {"text", "junit", "html"} <= {output.format for output in outputs}
    assert context.params["require_isolation"] == "restricted"


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_never_runs_python_in_the_checkout(workflow: Path) -> None:
    text = workflow.read_text(encoding="utf-8")
    install = text.index("python -m pip install")
    outside = max(text.rfind("working-directory: ${{ runner.temp }}", 0, install), text.rfind("cd /tmp", 0, install))
    assert outside > 0
    assert "python -m grader" not in text
    assert "PYTHONPATH" not in text


@pytest.mark.parametrize("name", ["ci.md", "ci.zh.md"])
def test_the_pages_name_every_format_and_what_they_link_to_exists(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(FORMATS)
    for target in re.findall(r"\]\(([^)#\s]+)", text):
        assert (DOCS / target).exists(), target


def test_the_workflows_are_there() -> None:
    assert [path.name for path in WORKFLOWS] == ["github.yml", "gitlab.yml"]
