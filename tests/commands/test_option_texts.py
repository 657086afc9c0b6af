"""Every option of every command says what it does."""

from __future__ import annotations

import click
import pytest

from grader.commands import cli


@pytest.mark.parametrize("name", cli.list_commands(click.Context(cli)))
def test_every_option_is_explained(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
    assert [option.name for option in options if not option.help and not option.hidden] == []
