"""`grader submit`: hand in exercise files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.options import Command, course_option, grading_options, language_option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grader.commands.grading_setup import Settings
    from grader.commands.own_files import Workspace
    from grader.course.targets import Selection
    from grader.grading.result import Result
    from grader.records.bundles import Bundle
    from grader.reports.language import Language


@click.command("submit", cls=Command)
@click.argument("targets", nargs=-1)
@click.option("--learner", default="", help="Your learner id, instead of the one in the settings.")
@click.option(
    "--to",
    "destination",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to hand in to, instead of the one in the settings.",
)
@click.option("--dry-run", is_flag=True, help="Grade, and show what would be handed in, without handing in anything.")
@click.option("--again", is_flag=True, help="Hand in again even if nothing has changed.")
@course_option
@language_option
@grading_options
def command(
    targets: tuple[str, ...],
    learner: str,
    destination: Path | None,
    dry_run: bool,
    again: bool,
    course: Path | None,
    lang: str | None,
    settings: Settings,
) -> None:
    """Hand in your exercise files. They are first graded here, then packed and delivered.

    TARGET is as for `grader check`. By default, every file that you have changed is handed in. A hand-in replaces the
    files that it contains and leaves the others as you last handed them in; you may hand in as often as you like.

    The exit status is 0 if the files were delivered, whatever their points.
    """
    from grader.commands.help_language import command_language
    from grader.commands.own_files import open_workspace
    from grader.course.targets import select
    from grader.errors import RecordsError

    language = command_language(lang)
    workspace = open_workspace(course, learner)
    if not workspace.learner:
        raise RecordsError("your learner id is not set: set it once with `grader config learner YOUR-ID`")
    target = destination or (Path(workspace.settings.destination) if workspace.settings.destination else None)
    if target is None and not dry_run:
        raise RecordsError("the folder to hand in to is not set: set it once with `grader config destination FOLDER`")
    selections, files = _begun(workspace, select(workspace.course, targets), keep_all=bool(targets))
    result = _standing(workspace, selections, files, settings, language)
    bundle = _packed(workspace, files)
    if dry_run or target is None:
        click.echo(language.gettext("Dry run: nothing was handed in."))
        return
    _hand_in(workspace, bundle, target, result, again, language)


def _begun(
    workspace: Workspace, selections: Sequence[Selection], *, keep_all: bool
) -> tuple[list[Selection], dict[str, Path]]:
    """The selections for which the learner has a file, and these files; untouched stubs only with `keep_all`."""
    from grader.commands.own_files import own_files
    from grader.course.files import read_source
    from grader.course.stubs import make_stub
    from grader.errors import RecordsError
    from grader.grading.submissions import read_file

    files = own_files(workspace, selections)
    if not keep_all:
        for selection in selections:
            path, reference = files.get(selection.exercise.name), selection.exercise.reference
            if path and read_file(path, shown="").text == make_stub(read_source(reference), reference):
                del files[selection.exercise.name]
    if not files:
        raise RecordsError(f"there is nothing to hand in: no exercise file in {workspace.folder} has been changed")
    kept = {selection.exercise.name: selection for selection in selections if selection.exercise.name in files}
    return list(kept.values()), files


def _standing(
    workspace: Workspace,
    selections: Sequence[Selection],
    files: Mapping[str, Path],
    settings: Settings,
    language: Language,
) -> Result | None:
    """Grade the files and print how they stand; None if they cannot be graded here, which does not stop a hand-in."""
    from rich.console import Console

    from grader.commands.own_files import grade_own
    from grader.errors import WorkerFault

    try:
        result = grade_own(workspace, [selection_of(one) for one in selections], files, settings)
    except WorkerFault as fault:
        said = language.gettext("Your files could not be graded here:")
        click.echo(f"{said} {fault}", err=True)
        for path in files.values():
            click.echo(f"  {path}")
        return None

    from grader.reports.standing import render_standing

    render_standing(result, Console(), language)
    return None if result.fault else result


def selection_of(selection: Selection) -> Selection:
    """A selection of the whole exercise, since a file is always handed in whole."""
    from dataclasses import replace

    return replace(selection, function=None)


def _packed(workspace: Workspace, files: Mapping[str, Path]) -> Bundle:
    from datetime import UTC, datetime

    import grader
    from grader.grading.grading import environment
    from grader.records.bundles import MAX_FILE_BYTES, MadeWith, pack

    made_with = environment()
    contents = {}
    for name, path in files.items():
        exercise = workspace.course.exercise(name)
        with path.open("rb") as file:
            contents[f"{exercise.chapter}/{name}.py"] = file.read(MAX_FILE_BYTES + 1)
    return pack(
        workspace.learner,
        next(iter(workspace.course.settings.titles.values()), ""),
        grader.__version__,
        contents,
        MadeWith(made_with.python, made_with.torch, made_with.platform),
        datetime.now(UTC),
    )


def _hand_in(
    workspace: Workspace, bundle: Bundle, target: Path, result: Result | None, again: bool, language: Language
) -> None:
    """Deliver the bundle, unless the last one delivered there has the same content."""
    from grader.records.delivery import Receipt, deliver, delivered, keep_receipt, read_receipts

    manifest = bundle.manifest
    target = Path(os.path.abspath(target.expanduser()))
    if not again:
        earlier = [
            (one.manifest.created, one.name, one.manifest.content) for one in delivered(workspace.learner, target)
        ]
        earlier += [
            (receipt.created, receipt.bundle, receipt.content)
            for receipt in read_receipts(workspace.folder)
            if receipt.learner == workspace.learner and receipt.destination == str(target)
        ]
        created, name, content = max(earlier, default=(None, "", ""))
        if created is not None and content == manifest.content:
            said = language.gettext(
                "These files have not changed since you handed them in at %(time)s (%(name)s). They were not handed in "
                "again.",
                time=f"{created.astimezone():%Y-%m-%d %H:%M}",
                name=name,
            )
            click.echo(said)
            return
    place = deliver(bundle, target)
    receipt = Receipt(
        bundle=bundle.name,
        sha256=bundle.sha256,
        content=manifest.content,
        learner=workspace.learner,
        created=manifest.created,
        destination=str(target),
        files=tuple(file.path for file in manifest.files),
        points=result.points if result else None,
        max_points=result.max_points if result else None,
    )
    kept = keep_receipt(workspace.folder, receipt)
    for name, fact in (
        (language.gettext("Handed in:"), place),
        ("SHA-256:", bundle.sha256),
        (language.gettext("Receipt:"), kept),
    ):
        click.echo(f"{name} {fact}")
