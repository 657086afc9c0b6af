"""`grader reset`: begin an exercise anew."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.options import Command, course_option, language_option


@click.command("reset", cls=Command, kept="your files are as they were, and a copy of what is replaced is kept first")
@click.argument("targets", nargs=-1, required=True)
@course_option
@language_option
def command(targets: tuple[str, ...], course: Path | None, lang: str | None) -> None:
    """Begin anew: put exercise files back as they were handed out, or one function of them.

    TARGET is a function (gradient, or gradient_descent:gradient), an exercise, a chapter or a file. What you wrote is
    not lost: the old file is set aside, and the command says where.
    """
    from grader.atomic_files import write_atomically
    from grader.commands.help_language import command_language
    from grader.commands.own_files import open_workspace, own_files, shown
    from grader.commands.own_progress import stub_text
    from grader.commands.present_files import how_to_get_back, present
    from grader.course.targets import select
    from grader.grading.submissions import read_file
    from grader.records.setting_aside import set_aside
    from grader.source.replacing import with_function_of

    _ = (language := command_language(lang)).gettext
    workspace = open_workspace(course, installed=True)
    if not workspace.apart:
        raise click.UsageError(_("this is the course's own folder: `git` puts its files back"))
    selections = select(workspace.course, targets)
    of_function = [f"{one.exercise.name}:{one.function}" for one in selections if one.function]
    if len(of_function) > len([target for target in targets if ":" in target]) + 1:
        raise click.UsageError(_("several exercises have it: say which, %(names)s", names=", ".join(of_function)))
    files = own_files(workspace, selections)
    present(workspace, selections, files, targets, language)
    for selection in selections:
        name = selection.exercise.name
        if name not in files:
            continue
        path, stub = files[name], stub_text(selection.exercise, language.code)
        text = read_file(path, shown=shown(path)).text
        fresh = with_function_of(text, stub, selection.function) if selection.function else stub
        what = f"{name}:{selection.function}" if selection.function else shown(path)
        if fresh == text:
            click.echo(_("%(what)s is as it was handed out.", what=what))
            continue
        kept = set_aside(workspace.folder, path)
        write_atomically(path, fresh.encode())
        click.echo(_("%(what)s begins anew; your old file is kept as %(kept)s.", what=what, kept=shown(kept)))
    for said in how_to_get_back(selections, files, language):
        click.echo(said)
