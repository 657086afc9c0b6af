"""`grader submit`: hand in exercise files."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.help_language import language_of_this_run
from grader.commands.options import Command, course_option, grading_options, keep, language_option

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from grader.commands.grading_setup import Settings
    from grader.commands.own_files import Workspace
    from grader.course.targets import Selection
    from grader.grading.result import Result
    from grader.records.bundles import Bundle
    from grader.records.signing import SigningKey
    from grader.reports.language import Language


@click.command("submit", cls=Command, kept="nothing was handed in")
@click.argument("targets", nargs=-1)
@click.option("--learner", default="", help="Your learner id, instead of the one in the settings.")
@click.option(
    "--to",
    "destination",
    # A drop box may be written and not listed.
    type=click.Path(file_okay=False, readable=False, path_type=Path),
    help="The folder to hand in to, instead of the one in the settings.",
)
@click.option("--dry-run", is_flag=True, help="Grade, and show what would be handed in, without handing in anything.")
@click.option("--again", is_flag=True, help="Hand in again even if nothing has changed.")
@click.option("--yes", is_flag=True, help="Hand in a named file even if nothing was written in it yet.")
@course_option
@language_option
@grading_options
def command(
    targets: tuple[str, ...],
    learner: str,
    destination: Path | None,
    dry_run: bool,
    again: bool,
    yes: bool,
    course: Path | None,
    lang: str | None,
    settings: Settings,
) -> None:
    """Hand in your exercise files. They are first graded here, then packed and delivered.

    TARGET is as for `grader check`. By default, every file that you have changed is handed in. A hand-in replaces the
    files that it contains and leaves the others as you last handed them in; you may hand in as often as you like.

    A hand-in is signed with the key of your workspace, .grader/key.pem, which the first hand-in makes. Take it with you
    if you change computers: what comes with another key waits until your instructor accepts it.

    The exit status is 0 if the files were delivered, whatever their points.
    """
    from grader.commands.help_language import command_language
    from grader.commands.own_files import open_workspace
    from grader.course.targets import select
    from grader.errors import RecordsError
    from grader.records.signing import workspace_key

    language = command_language(lang)
    workspace = open_workspace(course, learner)
    if not workspace.learner:
        raise RecordsError("your learner id is not set: set it once with `grader config learner YOUR-ID`")
    target = destination_of(workspace, destination)
    if target is None and not dry_run:
        raise RecordsError("the folder to hand in to is not set: set it once with `grader config destination FOLDER`")
    selections, files = _begun(workspace, select(workspace.course, targets), bool(targets), yes, language)
    result = _graded(workspace, selections, files, settings, language)
    unsigned = _packed(workspace, files, None)
    if dry_run or target is None:
        _show_standing(result, language)
        click.echo(language.gettext("Dry run: nothing was handed in."))
        return
    if not again and (earlier := _same_before(workspace, unsigned, target)):
        _show_standing(result, language)
        _tell_same(*earlier, language)
        return
    try:
        key, is_new = workspace_key(workspace.folder)
    except OSError as refused:
        # Work is worth more than its signature. The first key that comes is the learner's, so none is lost by waiting.
        _hand_in(workspace, unsigned, target, result, _unsigned_sentence(refused, language), language)
        return
    bundle = _packed(workspace, files, key)
    _hand_in(workspace, bundle, target, result, _key_sentence(key, is_new, language), language)


def destination_of(workspace: Workspace, asked_for: Path | None) -> Path | None:
    """The folder to hand in to, as an absolute path; None if there is none.

    A relative path in the workspace's settings starts there; any other starts at the working folder. `~` is the home.
    """
    from grader.records.workspace import read_workspace

    chosen = str(asked_for) if asked_for else workspace.settings.destination
    if not chosen:
        return None
    stored = asked_for is None and workspace.marked and read_workspace(workspace.folder).destination == chosen
    start = workspace.folder if stored else Path.cwd()
    return Path(os.path.abspath(start / os.path.expanduser(chosen)))


def _begun(
    workspace: Workspace, selections: Sequence[Selection], named: bool, yes: bool, language: Language
) -> tuple[list[Selection], dict[str, Path]]:
    """The selections for which the learner has a file, and these files.

    An untouched stub is one of them only where it was named, nothing else was changed, and the learner wants it.
    """
    from grader.commands.own_files import own_files, shown
    from grader.errors import RecordsError

    files = own_files(workspace, selections)
    untouched = {one.exercise.name: files[one.exercise.name] for one in selections if _is_untouched(one, files)}
    changed = {name: path for name, path in files.items() if name not in untouched}
    if named and untouched and (yes or not changed):
        listed = ", ".join(map(shown, untouched.values()))
        said = language.gettext("You have not written anything yet in: %(files)s", files=listed)
        click.echo(said, err=True)
        if yes or (sys.stdin.isatty() and click.confirm(language.gettext("Hand it in as it is?"), err=True)):
            changed = files
        else:
            raise RecordsError("nothing was handed in: write your answer first, or add --yes to hand it in as it is")
    if not changed:
        raise RecordsError(
            "there is nothing to hand in: no exercise file in %(folder)s has been changed", folder=workspace.folder
        )
    kept = {selection.exercise.name: selection for selection in selections if selection.exercise.name in changed}
    return list(kept.values()), changed


def _is_untouched(selection: Selection, files: Mapping[str, Path]) -> bool:
    from grader.course.stubs import is_untouched
    from grader.grading.submissions import read_file

    path = files.get(selection.exercise.name)
    return path is not None and is_untouched(selection.exercise, read_file(path, shown="").text)


def _graded(
    workspace: Workspace,
    selections: Sequence[Selection],
    files: Mapping[str, Path],
    settings: Settings,
    language: Language,
) -> Result | None:
    """Grade the files. None if they cannot be graded here, for whatever reason, which does not prevent handing in."""
    from grader.commands.own_files import grade_own, shown

    try:
        return grade_own(workspace, [selection_of(one) for one in selections], files, settings)
    except Exception as error:  # noqa: BLE001 - what is handed in is graded elsewhere
        said = language.gettext("Your files could not be graded here:")
        click.echo(f"{said} {language.say(error)}", err=True)
        for path in files.values():
            click.echo(f"  {shown(path)}", err=True)
        return None


def _show_standing(result: Result | None, language: Language) -> None:
    from rich.console import Console

    from grader.reports.standing import render_standing

    if result is not None:
        render_standing(result, Console(), language)


def selection_of(selection: Selection) -> Selection:
    """A selection of the whole exercise, since a file is always handed in whole."""
    from dataclasses import replace

    return replace(selection, function=None)


def _content(path: Path) -> bytes:
    from grader.records.bundles import MAX_FILE_BYTES

    with path.open("rb") as file:
        return file.read(MAX_FILE_BYTES + 1)


def _add_helper(contents: dict[str, bytes], name: str, path: Path) -> None:
    """Add a helper module to the files of a bundle.

    Raises:
        RecordsError: if another one of this name is there, from another folder.
    """
    from grader.errors import RecordsError

    content = _content(path)
    if contents.setdefault(name, content) != content:
        raise RecordsError(
            "two different files would be handed in as %(name)s, one of them %(path)s: give them different names",
            name=name,
            path=path,
        )


def _key_sentence(key: SigningKey, is_new: bool, language: Language) -> str:
    """Which key signed the bundle and, where it is new, what to do with it."""
    from grader.records.signing import fingerprint

    said = language.gettext("Signed with the key %(key)s.", key=fingerprint(key.public))
    if not is_new:
        return said
    more = language.gettext(
        "It is new, and in .grader/key.pem: take it with you if you change computers, and give it to nobody. If you "
        "have handed in before, from another workspace, copy that one's key here or tell your instructor of this one."
    )
    return language.gettext("%(one)s %(other)s", one=said, other=more)


def _unsigned_sentence(refused: OSError, language: Language) -> str:
    return language.gettext(
        "It is not signed, since the key of your workspace could not be written: %(why)s. If you have signed earlier "
        "work, your instructor has to accept this one.",
        why=str(refused),
    )


def _packed(workspace: Workspace, files: Mapping[str, Path], key: SigningKey | None) -> Bundle:
    from datetime import UTC, datetime

    import grader
    from grader.commands.own_files import read_own
    from grader.grading.grading import environment
    from grader.records.bundles import MadeWith, pack
    from grader.records.hint_memory import hints_used

    made_with = environment()
    contents = {}
    for name, path in files.items():
        chapter = workspace.course.exercise(name).chapter
        contents[f"{chapter}/{name}.py"] = _content(path)
        for helper in read_own(workspace, path)[0].helpers:
            _add_helper(contents, f"{chapter}/{Path(helper.path).name}", Path(helper.path))
    return pack(
        workspace.learner,
        next(iter(workspace.course.settings.titles.values()), ""),
        grader.__version__,
        contents,
        MadeWith(made_with.python, made_with.torch, made_with.platform),
        datetime.now(UTC),
        key,
        {name: used for name, used in hints_used(workspace.folder).items() if name in files},
    )


def _same_before(workspace: Workspace, bundle: Bundle, target: Path) -> tuple[datetime, str] | None:
    """When and under which name the last hand-in there was made, if it had the same content."""
    from grader.errors import RecordsError
    from grader.records.delivery import delivered
    from grader.records.receipts import read_receipts

    manifest = bundle.manifest
    earlier = [(one.manifest.created, one.name, one.manifest.content) for one in delivered(workspace.learner, target)]
    try:
        receipts = read_receipts(workspace.folder)
    except RecordsError as error:
        click.echo(f"grader: {language_of_this_run().say(error)}", err=True)
        receipts = ()
    earlier += [
        (receipt.created, receipt.bundle, receipt.content)
        for receipt in receipts
        if receipt.learner == workspace.learner and receipt.destination == str(target)
    ]
    if not earlier:
        return None
    created, name, content = max(earlier)
    return (created, name) if content == manifest.content else None


def _tell_same(created: datetime, name: str, language: Language) -> None:
    said = language.gettext(
        "These files have not changed since you handed them in at %(time)s (%(name)s). They were not handed in again.",
        time=f"{created.astimezone():%Y-%m-%d %H:%M}",
        name=name,
    )
    click.echo(said)


def _hand_in(
    workspace: Workspace, bundle: Bundle, target: Path, result: Result | None, signed: str, language: Language
) -> None:
    """Deliver the bundle. Once it lies there it is handed in, and what fails after that is only told."""
    from grader.commands import standard_streams
    from grader.records.delivery import deliver

    place = deliver(bundle, target)
    handed_in = language.gettext("Handed in:")
    keep(f"{handed_in} {place}")
    lines = [f"{handed_in} {place}", f"SHA-256: {bundle.sha256}", signed]
    if receipt := _receipt(workspace, bundle, target, result, language):
        word = language.gettext("Receipt:")
        lines.append(f"{word} {receipt}")
    try:
        _show_standing(result, language)
        click.echo("\n".join(lines))
    except (OSError, SystemExit):  # a report that nobody can read must not look like a hand-in that failed
        standard_streams.give_up_output()
        with contextlib.suppress(OSError):
            click.echo("\n".join(lines), err=True)


def _receipt(
    workspace: Workspace, bundle: Bundle, target: Path, result: Result | None, language: Language
) -> Path | None:
    """Keep the receipt, and return its path; None, and a sentence on standard error, where it cannot be kept."""
    from grader.records.receipts import Receipt, keep_receipt

    manifest = bundle.manifest
    graded = None if result is None or result.fault else result
    receipt = Receipt(
        bundle=bundle.name,
        sha256=bundle.sha256,
        content=manifest.content,
        learner=workspace.learner,
        created=manifest.created,
        destination=str(target),
        files=tuple(file.path for file in manifest.files),
        points=graded.points if graded else None,
        max_points=graded.max_points if graded else None,
    )
    try:
        return keep_receipt(workspace.folder, receipt)
    except OSError as error:
        said = language.gettext("Your files are handed in, but the receipt could not be kept:")
        with contextlib.suppress(OSError):
            click.echo(f"{said} {language.say(error)}", err=True)
        return None
