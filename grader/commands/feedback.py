"""`grader feedback`: pack each learner's page as a learning platform takes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.options import Command, language_option
from grader.errors import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from grader.records.returns import Form, Packed, Page
    from grader.records.standings import Standing
    from grader.reports.language import Language


@click.command("feedback", cls=Command, kept="files that were written stay, and the same command writes the others")
@click.argument("graded", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--form",
    type=click.Choice(["moodle", "canvas", "zips", "folders"]),
    required=True,
    help="Moodle's feedback zip, Canvas's zip of submissions, a zip for each learner, or a folder for each.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="The zip to write for Moodle and Canvas, otherwise the folder to write to.",
)
@click.option("--assignment", help="The assignment; needed only if the gradebook has several.")
@click.option(
    "--gradebook", "place", help="The gradebook's URL, file or folder; by default the one in the folder GRADED."
)
@language_option
def command(graded: Path, form: Form, output: Path, assignment: str | None, place: str | None, lang: str | None) -> int:
    """Pack each learner's page as a learning platform takes it. GRADED is the output folder of `grader grade`.

    The pages are made from the gradebook, so they show what counts now, and what the assignment's policy shows now.

    Folders and files are named as the platform named what it was handed, which is how it knows whose page it is. A
    learner who handed in nothing there has no such name and is told. The exit status is 0 if every page was packed, 1
    if one was not.
    """
    from grader.commands.exit_status import ALL_PASSED, SOMETHING_FAILED
    from grader.commands.help_language import command_language
    from grader.commands.recorded_assignments import the_assignment
    from grader.errors import RecordsError
    from grader.records.gradebook import open_gradebook
    from grader.records.returns import pack_pages

    language = command_language(lang)
    with open_gradebook(place or graded, create=False) as gradebook:
        name = the_assignment(gradebook, assignment)
        packed = pack_pages(_pages(gradebook.standings(name), language), form)
    if not packed.files:
        raise RecordsError(
            "%(graded)s has no page that %(form)s could take: %(why)s", graded=graded, form=form, why=_why(form)
        )
    _write(packed, form, output)
    said = language.ngettext(
        "%(n)s page packed: %(output)s", "%(n)s pages packed: %(output)s", len(packed.files), output=str(output)
    )
    click.echo(said)
    if packed.left_out:
        who = ", ".join(packed.left_out)
        click.echo(language.gettext("Not packed, because no name tells whose page it is: %(who)s", who=who), err=True)
    return SOMETHING_FAILED if packed.left_out else ALL_PASSED


def _pages(standings: Iterable[Standing], language: Language) -> Iterator[Page]:
    """The page of everybody who is graded, each with the names of the place that the hand-in was in."""
    from datetime import UTC, datetime

    from grader.records.returns import Page
    from grader.reports.learner_files import learner_files

    now = datetime.now(UTC)
    for standing in standings:
        files = learner_files(standing, now, language) if standing.grade else None
        if standing.grade and files:
            yield Page(standing.learner, standing.name, standing.grade.source.split("/"), files.page())


def _write(packed: Packed, form: Form, output: Path) -> None:
    from grader.atomic_files import write_atomically
    from grader.errors import RecordsError
    from grader.records.returns import zipped

    if form in ("moodle", "canvas"):
        if output.is_dir():
            raise RecordsError("%(output)s is a folder: --output names the zip to write", output=output)
        write_atomically(output, zipped(packed.files))
        return
    if output.exists() and not output.is_dir():
        raise RecordsError("%(output)s is a file: --output names the folder to write to", output=output)
    for path, content in packed.files:
        write_atomically(output / path, content)


def _why(form: Form) -> Message:
    if form == "moodle":
        return Message("its hand-ins were in no folder such as `Ann Smith_123_assignsubmission_file_`")
    if form == "canvas":
        return Message("its hand-ins had no name such as `smithann_12345_67890_homework.py`")
    return Message("nobody is graded in it")
