"""`grader gradebook`: show or export the recorded grades."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.explain_gradebook import backup, diff, explain, history
from grader.commands.options import Command, Group, language_option
from grader.commands.rule_gradebook import comment, exclude, extend, override, policy, remove

if TYPE_CHECKING:
    from grader.records.gradebook import Gradebook
    from grader.records.standings import Standing


@click.group("gradebook", cls=Group)
def command() -> None:
    """Show, export, explain or correct what `grader grade` has recorded."""


for _one in (policy, extend, override, comment, exclude, remove, explain, history, diff, backup):
    command.add_command(_one)


def _gradebook_options(function: Any) -> Any:
    for option in (
        click.option("--assignment", help="Only this assignment; by default all of them."),
        click.option(
            "--gradebook",
            "place",
            envvar="GRADER_GRADEBOOK",
            default=".",
            help="The gradebook's URL, file or folder; by default the working folder.",
        ),
    ):
        function = option(function)
    return function


@command.command("show", cls=Command)
@_gradebook_options
@language_option
def show(place: str, assignment: str | None, lang: str | None) -> None:
    """Show everybody's points, when they handed in, and any remarks."""
    from rich.console import Console

    from grader.commands.help_language import command_language
    from grader.records.gradebook import open_gradebook
    from grader.reports.class_overview import class_row
    from grader.reports.class_terminal import render_gradebook

    console, language = Console(), command_language(lang)
    with open_gradebook(place, create=False) as gradebook:
        for name in _assignments(gradebook, assignment):
            rows = [class_row(standing) for standing in gradebook.standings(name)]
            render_gradebook(rows, name, console, language)


@command.command("export", cls=Command)
@_gradebook_options
@click.option(
    "--format",
    "format_",
    type=click.Choice(["csv", "json"]),
    default="csv",
    show_default=True,
    help="The output format.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@language_option
def export(place: str, assignment: str | None, format_: str, output: Path | None, lang: str | None) -> None:
    """Write the gradebook as a table or as JSON, for a school's system or a script."""
    from grader.commands.grading_setup import write_output
    from grader.records.gradebook import open_gradebook
    from grader.reports.exports import gradebook_csv, gradebook_json

    with open_gradebook(place, create=False) as gradebook:
        render = gradebook_csv if format_ == "csv" else gradebook_json
        text = render(_standings(gradebook, assignment))
        # Without a byte order mark, Excel does not read a CSV file as UTF-8, and Chinese names come out wrong.
        marked = format_ == "csv" and output is not None and not text.isascii()
        write_output("\ufeff" + text if marked else text, output)


def _standings(gradebook: Gradebook, assignment: str | None) -> Iterator[Standing]:
    for name in _assignments(gradebook, assignment):
        yield from gradebook.standings(name)


def _assignments(gradebook: Gradebook, wanted: str | None) -> tuple[str, ...]:
    """The requested assignments.

    Raises:
        RecordsError: if nothing is recorded for the one that was requested.
    """
    from grader.errors import RecordsError

    known = gradebook.assignments()
    if wanted is None:
        return known
    if wanted not in known:
        raise RecordsError(
            f"nothing is recorded for the assignment `{wanted}`: recorded are {', '.join(known) or 'none'}"
        )
    return (wanted,)
