"""The pages on a term: every command in them can be given, and the numbers in their example are what counts."""

from __future__ import annotations

import re
import shlex
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from grader.commands import cli
from grader.course.settings import Assignment, Policies
from grader.records.choosing import HandedIn, versions_of
from grader.records.counting import Score, count
from grader.records.policies import Extension, Policy

ROOT = Path(__file__).parents[1]
NAMES = ("term.md", "term.zh.md", "platforms.md", "platforms.zh.md", "identity.md", "identity.zh.md")
PAGES = [ROOT / "docs" / name for name in NAMES]
FRIDAY = datetime(2026, 10, 9, 23, 59, tzinfo=UTC)
POLICY = Policy(FRIDAY, 10, "day", 20, 60, "best", "nothing")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_can_be_given(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("gradebook.csv", "worksheet.csv", "submissions.zip"):
        (tmp_path / name).touch()
    for name in ("inbox", "graded"):
        (tmp_path / name).mkdir()
    commands = re.findall(r"^    grader (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert commands
    for line in commands:
        arguments = shlex.split(line)
        command: click.Command = cli
        with click.Context(cli) as context:
            while isinstance(command, click.Group):
                found = command.get_command(context, arguments[0])
                assert found is not None, line
                command, arguments = found, arguments[1:]
            command.make_context("grader", arguments)  # fails on an option or a value that there is not


def test_each_option_of_a_policy_is_in_the_table() -> None:
    context = click.Context(cli)
    group = cli.get_command(context, "gradebook")
    assert isinstance(group, click.Group)
    policy = group.get_command(context, "policy")
    assert policy is not None
    own = {"--assignment", "--gradebook", "--by", "--lang"}
    for page in PAGES[:2]:
        text = page.read_text(encoding="utf-8")
        options = {name for parameter in policy.params for name in parameter.opts} - own
        assert all(f"`{name}" in text for name in options)
        assert all(f"{name} = " in text for name in Policies.__struct_fields__)
        assert all(f"{name} = " in text for name in Assignment.__struct_fields__)


@pytest.mark.parametrize(
    ("handed_in", "points"),
    [
        (datetime(2026, 10, 10, 0, 5, tzinfo=UTC), 9.0),
        (datetime(2026, 10, 10, 8, 0, tzinfo=UTC), 7.2),
        (datetime(2026, 10, 14, 12, 0, tzinfo=UTC), 3.6),
    ],
)
def test_the_example_counts_as_the_table_says(handed_in: datetime, points: float) -> None:
    one = HandedIn("ben", "ben", "c", {"x": "c"}, handed_in, handed_in)
    versions = versions_of([one])
    scores = {version.content: Score("k", version.content, 9.0, 9.0) for version in versions}
    assert count(versions, scores, POLICY).points == points
    extended = Extension(datetime(2026, 10, 16, 23, 59, 59, tzinfo=UTC), "me", "")
    assert count(versions, scores, POLICY, extended).points == 9.0
