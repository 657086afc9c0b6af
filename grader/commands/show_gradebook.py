"""`grader gradebook`: show or export the recorded grades."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.explain_gradebook import backup, diff, explain, history
from grader.commands.key_gradebook import key
from grader.commands.options import Command, Group, language_option, wrong_usage
from grader.commands.recorded_assignments import assignments_of, gradebook_option, the_assignment
from grader.commands.rule_gradebook import accept, comment, exclude, extend, override, policy, remove

if TYPE_CHECKING:
    from grader.records.gradebook import Gradebook
    from grader.records.standings import Standing


@click.group("gradebook", cls=Group)
def command() -> None:
    """Show, export, explain or correct what `grader grade` has recorded."""


for _one in (key, policy, extend, override, comment, exclude, accept, remove, explain, history, diff, backup):
    command.add_command(_one)


def _gradebook_options(function: Any) -> Any:
    for option in (
        click.option("--assignment", help="Only this assignment; by default all of them."),
        gradebook_option,
    ):
        function = option(function)
    return function


@command.command("show", cls=Command, kept="the gradebook is as it was")
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
        for name in assignments_of(gradebook, assignment):
            render_gradebook(map(class_row, gradebook.standings(name)), name, console, language)


@command.command("export", cls=Command, kept="the gradebook is as it was")
@_gradebook_options
@click.option(
    "--format",
    "format_",
    type=click.Choice(["csv", "json"]),
    default="csv",
    show_default=True,
    help="The output format.",
)
@click.option(
    "--into",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Fill in this file: a gradebook that Canvas exported, or Moodle's grading worksheet.",
)
@click.option("--column", help="With --into: the column to fill, by its name or Canvas's number of the assignment.")
@click.option("--id-column", help="With --into: the file's column of ids; by default the one that fits the learners.")
@click.option("--encoding", help="With --into: the file's encoding; by default told by its bytes.")
@click.option("--scale", is_flag=True, help="With --into: convert the points to the maximum that the file says.")
@click.option(
    "--anonymous", is_flag=True, help="Pseudonyms in place of ids and names, and nothing named after a person."
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file. With --into, the file itself is filled in if this is left out.",
)
@language_option
def export(
    place: str,
    assignment: str | None,
    format_: str,
    into: Path | None,
    column: str | None,
    id_column: str | None,
    encoding: str | None,
    scale: bool,
    anonymous: bool,
    output: Path | None,
    lang: str | None,
) -> None:
    """Write the gradebook as a table or as JSON, or fill in a file that a learning platform exported."""
    from grader.commands.grade_upload import Filling, fill_file, key_for
    from grader.commands.grading_setup import write_output, write_parts
    from grader.commands.help_language import command_language
    from grader.records.gradebook import open_gradebook
    from grader.reports.exports import gradebook_csv, gradebook_json
    from grader.reports.pseudonyms import without_names

    if into is None and (column or id_column or encoding or scale):
        raise wrong_usage("--column, --id-column, --encoding and --scale go with --into FILE.")
    if into is not None and anonymous:
        raise wrong_usage("--anonymous does not go with --into: a platform's file has everybody's ids in it.")
    language = command_language(lang)
    with open_gradebook(place, create=False) as gradebook:
        if into is not None:
            name = the_assignment(gradebook, assignment)
            filling = Filling(into, output or into, name, column, id_column, encoding, scale)
            fill_file(filling, gradebook.standings(name), language)
            return
        standings = _standings(gradebook, assignment)
        if anonymous:
            standings = without_names(standings, key_for(place, language))
        if format_ == "json":
            write_parts(gradebook_json(standings), output)
            return
        text = gradebook_csv(standings)
        # Without a byte order mark, Excel does not read a CSV file as UTF-8, and Chinese names come out wrong.
        marked = output is not None and not text.isascii()
        write_output("\ufeff" + text if marked else text, output)


def _standings(gradebook: Gradebook, assignment: str | None) -> Iterator[Standing]:
    for name in assignments_of(gradebook, assignment):
        yield from gradebook.standings(name)
