"""`grader update`: bring a workspace to a newer course or release kit."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.options import Command, language_option

if TYPE_CHECKING:
    from grader.commands.newer_files import Change
    from grader.reports.language import Language


@click.command(
    "update",
    cls=Command,
    kept="nothing that you wrote is lost: each file is the old one or the new one, and the same command goes on",
)
@click.argument("course", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would become of your files, and change nothing.")
@language_option
def command(course: Path | None, dry_run: bool, lang: str | None) -> None:
    """Bring your folder to a newer course or release kit, and keep what you wrote.

    COURSE is the folder of the new one; by default it is your course as it is now. New files are added. What the course
    changed in an exercise file (texts, comments, what is given) comes into yours, around what you wrote; the old file
    is set aside. Files that you deleted, renamed or added stay as they are.
    """
    from grader.commands.help_language import command_language
    from grader.commands.newer_files import Comparison, apply
    from grader.commands.own_files import open_workspace, shown
    from grader.errors import CourseError
    from grader.records.handed_out import read_handed_out, write_handed_out
    from grader.records.places import find_workspace
    from grader.records.workspace import read_workspace, with_setting, write_settings

    language = command_language(lang)
    _ = language.gettext
    if find_workspace(Path.cwd()) is None:
        raise CourseError(_("this folder is no workspace: `grader start` makes one of it, or go to yours"))
    workspace = open_workspace(course, installed=True)
    if not workspace.apart:
        raise click.UsageError(_("this is the course's own folder: its files are what a workspace is brought to"))
    folder = workspace.folder
    comparison = Comparison(workspace, read_handed_out(folder), language.code)
    if dry_run:
        click.echo(_("Nothing is changed; this is what `grader update` would do:"))
    number = 0
    for change in comparison.changes():
        kept = None if dry_run else apply(folder, change)
        number += 1
        click.echo(_told(change, language))
        if kept is not None:
            click.echo("  " + _("Your old file is kept as %(kept)s.", kept=shown(kept)))
        for said in _notes(change, language):
            click.echo("  " + said)
    if not number:
        click.echo(_("Everything is up to date."))
    if not dry_run:
        write_handed_out(folder, comparison.handed)
        if course is not None:
            write_settings(folder, with_setting(read_workspace(folder), "course", str(workspace.course.root)))


def _told(change: Change, language: Language) -> str:
    """What becomes of a file."""
    from grader.commands.own_files import shown

    _ = language.gettext
    file = shown(change.file)
    match change.kind:
        case "new":
            return _("%(file)s is new.", file=file)
        case "replaced":
            return _("%(file)s is replaced by the new one.", file=file)
        case "taken_over":
            return _("%(file)s has what is new, and what you wrote.", file=file)
        case "not_read":
            return _(
                "%(file)s is left as it is: it cannot be read as Python in UTF-8. Once that is fixed, "
                "`grader update` brings what is new.",
                file=file,
            )
        case "gone":
            return _(
                "%(file)s is not where it was handed out, and is left out: `grader start %(name)s` puts a new one "
                "there.",
                file=file,
                name=change.exercise,
            )
        case "removed":
            return _("%(file)s is no exercise of the course any more; your file stays.", file=file)
        case "chapter":
            return _(
                "The chapter %(name)s is new: `grader start %(name)s` fetches it.",
                name=change.file.name,
            )


def _notes(change: Change, language: Language) -> Iterator[str]:
    """What a learner has to look at in a file that was changed."""
    _ = language.gettext
    for signature in change.taken.signatures:
        yield _("It is %(signature)s now: see whether what you wrote fits it.", signature=signature)
    for name in change.taken.yours:
        yield _("%(name)s was changed by the course, and by you: yours stays.", name=name)
    for name in change.taken.removed:
        yield _("%(name)s is not asked for any more: yours stays.", name=name)
