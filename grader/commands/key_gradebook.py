"""`grader gradebook key`: what a gradebook's drawn cases follow from."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.options import Command, language_option, wrong_usage
from grader.commands.recorded_assignments import gradebook_option


@click.command("key", cls=Command, kept="the gradebook is as it was")
@click.option("--new", is_flag=True, help="Draw from a new secret key from now on.")
@click.option("--course-key", is_flag=True, help="Draw from the course's own key from now on.")
@click.option(
    "--write",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the key to this file, for --key-file or a secret of a CI job.",
)
@gradebook_option
@language_option
def key(place: str, new: bool, course_key: bool, write: Path | None, lang: str | None) -> None:
    """Say which key random cases are drawn from, or change it.

    A gradebook makes a secret key of its own when it is made. What is graded stays as it is after a change, until
    `grader grade --regrade` grades it again.
    """
    from grader.atomic_files import create_atomically
    from grader.commands.help_language import command_language
    from grader.course.seeds import new_key
    from grader.records.gradebook import open_gradebook

    if new and course_key:
        raise wrong_usage("--new and --course-key exclude each other")
    language = command_language(lang)
    with open_gradebook(place, create=False) as gradebook:
        if new or course_key:
            gradebook.set_key(new_key() if new else None)
        now = gradebook.key()
    if write is not None:
        if now is None:
            raise wrong_usage("the course's own key stands in its course.toml: --new makes a secret one")
        create_atomically(write, f"{now.text}\n".encode(), mode=0o600)
    said = language.gettext("Random cases are drawn from a secret key of this gradebook.")
    if now is None:
        said = language.gettext("Random cases are drawn from the course's own key, which every copy of it has.")
    click.echo(said)
