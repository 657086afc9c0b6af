"""The workflow files that are ready to copy: what they call exists, and nothing in them is left open."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from grader.commands.ci import command
from grader.commands.ci_outputs import parse_outputs
from grader.reports.formats import FORMATS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
WORKFLOWS = sorted((DOCS / "ci").glob("*.yml"))
INSTALLING = [*sorted((DOCS / "ci").iterdir()), DOCS / "ci.md", DOCS / "ci.zh.md", ROOT / "README.md"]
PAGES = [DOCS / "ci.md", DOCS / "ci.zh.md"]


def grader_ci(text: str) -> list[str]:
    """The arguments of the workflow's call, which goes over several lines of one folded block."""
    calls = re.findall(r"^ +grader ci ((?:.+\n)(?: +--.+\n)*)", text, re.MULTILINE)
    (call,) = [call for call in calls if "--format" in call]
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
    before, installs, _ = text.partition("python -m pip install")
    assert not installs or "working-directory: ${{ runner.temp }}" in before
    assert "python -m grader" not in text
    assert "PYTHONPATH" not in text


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_what_a_page_has_installed_in_the_job_is_installed_outside_of_the_checkout(page: Path) -> None:
    script = re.search(r"before_script:\n((?: +- .*\n)+)", page.read_text(encoding="utf-8"))
    assert script is not None
    steps = [line.strip(" -") for line in script[1].splitlines()]
    assert (steps[0], steps[-1]) == ("cd /tmp", 'cd "$CI_PROJECT_DIR"')


@pytest.mark.parametrize("file", INSTALLING, ids=lambda path: path.name)
def test_torch_is_pinned_as_the_project_pins_it_and_comes_from_an_index_that_is_named(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    pins = dict(line.split("==") for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line)
    named = re.findall(r"\b(torch|torchvision)==([\w.]+)", text)
    assert all(pins[name] == version for name, version in named)
    installs = re.findall(r"pip install (.*)", text)
    with_torch = [line for line in installs if "torch" in line.lower()]
    assert len(with_torch) == (1 if installs else 0)
    assert all("--index-url" in line for line in with_torch)
    assert not with_torch or {name for name, _ in named} == {"torch", "torchvision"}
    others = [line for line in installs if line not in with_torch and "`" not in line]
    assert all("constraints.txt" in line for line in others)


def test_each_action_is_pinned_to_a_commit_and_names_its_version() -> None:
    text = (DOCS / "ci" / "github.yml").read_text(encoding="utf-8")
    used = re.findall(r"^ +(?:- )?uses: (.*)$", text, re.MULTILINE)
    assert len(used) >= 5
    assert [one for one in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []


def test_the_workflow_can_be_called_and_required_and_keeps_its_cache_before_learners_code_runs() -> None:
    text = (DOCS / "ci" / "github.yml").read_text(encoding="utf-8")
    (triggers,) = re.findall(r"^on:\n((?: +\w+:\n)+)", text, re.MULTILINE)
    assert {"push", "pull_request", "workflow_call"} <= {line.strip(" :") for line in triggers.splitlines()}
    assert (
        text.index("cache/restore@")
        < text.index("pip install")
        < text.index("cache/save@")
        < text.index("grader ci --req")
    )
    keys = re.findall(r"^ +key: (.*)$", text, re.MULTILINE)
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert "vars." not in text


def test_on_gitlab_a_job_holds_no_token_and_no_way_to_the_course() -> None:
    text = (DOCS / "ci" / "gitlab.yml").read_text(encoding="utf-8")
    code = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    assert not re.search(r"TOKEN|git |pip |cache:", code)
    assert re.search(r"^ +name: \S+@sha256:", code, re.MULTILINE)


@pytest.mark.parametrize("name", ["ci.md", "ci.zh.md"])
def test_the_pages_name_every_format_and_what_they_link_to_exists(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE) == list(FORMATS)
    for target in re.findall(r"\]\((?!https:)([^)#\s]+)", text):
        assert (DOCS / target).exists(), target


def test_the_workflows_are_there() -> None:
    assert [path.name for path in WORKFLOWS] == ["github.yml", "gitlab.yml"]
