"""`grader config`: show or change a learner's settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.options import Command, LanguageTag, keep, language_option, wrong_usage

if TYPE_CHECKING:
    from grader.reports.language import Language


@click.command("config", cls=Command, kept="the settings are as they were")
@click.argument("name", required=False)
@click.argument("value", required=False)
@click.option("--unset", is_flag=True, help="Remove the setting.")
@language_option
def command(name: str | None, value: str | None, unset: bool, lang: str | None) -> None:
    """Show or change the settings of the workspace.

    Without NAME, all settings are shown; with NAME, that one is shown; with VALUE, it is changed. The names are learner
    (your id), destination (the folder to hand in to), language (such as en or zh) and course (its folder). An option
    takes precedence over an environment variable (GRADER_LEARNER, GRADER_DESTINATION, GRADER_LANG, GRADER_COURSE), and
    that over a setting. Shown with them is the fingerprint of the key that signs your hand-ins.

    Settings are kept in .grader/settings.toml, in the nearest enclosing folder that has one, otherwise in the folder of
    the course or the working folder.
    """
    import os

    from grader.commands.help_language import command_language
    from grader.errors import RecordsError
    from grader.records.places import find_workspace, settings_file
    from grader.records.workspace import NAMES, VARIABLES, read_workspace, with_setting, write_settings

    language = command_language(lang)
    workspace = find_workspace(Path.cwd())
    stored = read_workspace(workspace)
    if name is None:
        for known in NAMES:
            shown = os.environ.get(VARIABLES[known]) or getattr(stored, known) or language.gettext("not set")
            origin = f"  ({VARIABLES[known]})" if os.environ.get(VARIABLES[known]) else ""
            click.echo(f"{known:<12} {shown}{origin}")
        click.echo(f"{'key':<12} {_key_shown(workspace, language)}")
        if workspace is not None:
            click.echo(f"{settings_file(workspace)}", err=True)
        return
    if value is None and not unset:
        if name not in NAMES:
            raise RecordsError(
                "there is no setting `%(name)s`: the settings are %(names)s", name=name, names=", ".join(NAMES)
            )
        click.echo(os.environ.get(VARIABLES[name]) or getattr(stored, name))
        return
    if unset and value is not None:
        raise wrong_usage("--unset takes no value")
    if value and name == "language":
        value = LanguageTag().convert(value.strip(), None, click.get_current_context())
    changed = with_setting(stored, name, "" if unset or value is None else value)
    folder = workspace or _default_workspace()
    file = write_settings(folder, changed)
    keep(language.gettext("the setting is written"))
    unset_word = language.gettext("not set")
    click.echo(f"{name} = {getattr(changed, name) or unset_word}")
    click.echo(str(file), err=True)
    if name == "destination" and changed.destination and not Path(changed.destination).is_dir():
        click.echo(language.gettext("This folder does not exist at present."), err=True)


def _key_shown(workspace: Path | None, language: Language) -> str:
    """The fingerprint of the workspace's key, or why there is none to show."""
    from grader.errors import GraderError
    from grader.records.signing import fingerprint, read_key

    try:
        key = read_key(workspace)
    except (GraderError, OSError) as error:  # the other settings are shown all the same
        return language.say(error)
    return fingerprint(key.public) if key else language.gettext("none yet: `grader submit` makes it")


def _default_workspace() -> Path:
    """The course's own folder if the working folder is in one, otherwise the working folder."""
    from grader.course.discovery import find_course
    from grader.errors import CourseError

    try:
        return find_course(Path.cwd()).root
    except CourseError:
        return Path.cwd()
