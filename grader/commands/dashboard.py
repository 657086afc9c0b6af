"""`grader dashboard`: pages about a class, from its gradebook."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.options import Command, language_option


@click.command("dashboard", cls=Command, kept="pages that were written stay, and the same command writes the others")
@click.argument("place", metavar="[GRADEBOOK]", default=".")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder to write to."
)
@language_option
def command(place: str, output: Path, lang: str | None) -> None:
    """Write pages about a class: what it gets wrong, who is stuck where, and how it went over time.

    GRADEBOOK is the gradebook's URL, file or folder; by default the working folder. The pages need nothing else, open
    from the disk, and hold no script. They are for instructors: they name learners, and show expected numbers.
    """
    from grader.cohort.dashboard_site import write_dashboard
    from grader.commands.help_language import command_language
    from grader.records.gradebook import open_gradebook

    language, there = command_language(lang), Path(place)
    beside = there if there.is_dir() else there.parent if there.is_file() else None
    with open_gradebook(place, create=False) as gradebook:
        first = write_dashboard(gradebook, output, language, beside)
    click.echo(language.gettext("Open %(page)s", page=str(first)))
