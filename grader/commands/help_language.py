"""The language of the command line: of its help and its messages."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from grader.records.places import find_workspace
from grader.reports.language import N_, Language, choose_language, closest, interface_languages, language_for

_OF_CLICK = frozenset(
    (
        N_("Usage:"),
        N_("Options"),
        N_("Commands"),
        N_("default: {default}"),
        N_("env var: {var}"),
        N_("required"),
        N_("Error: {message}"),
        N_("Try '{command} {option}' for help."),
        N_("Did you mean {possibility}?"),
        N_("(Did you mean one of: {possibilities}?)"),
        N_("No such option {name!r}."),
        N_("No such command {name!r}."),
        N_("Missing command."),
        N_("Missing argument"),
        N_("Missing option"),
        N_("Missing parameter"),
        N_("Got unexpected extra argument ({args})"),
        N_("Got unexpected extra arguments ({args})"),
        N_("Option {name!r} requires an argument."),
        N_("Option {name!r} requires {nargs} arguments."),
        N_("Option {name!r} does not take a value."),
        N_("Argument {name!r} takes {nargs} values."),
        N_("Invalid value: {message}"),
        N_("Invalid value for {param_hint}: {message}"),
        N_("{value!r} is not a valid {number_type}."),
        N_("{value} is not in the range {range}."),
        N_("{value!r} is not {choice}."),
        N_("{value!r} is not one of {choices}."),
        N_("Choose from:\n\t{choices}"),
        N_("{value!r} does not match the format {format}."),
        N_("{value!r} does not match the formats {formats}."),
        N_("{value!r} is not a valid boolean. Recognized values: {states}"),
        N_("{name} {filename!r} does not exist."),
        N_("{name} {filename!r} is a file."),
        N_("{name} {filename!r} is a directory."),
        N_("{name} {filename!r} is not readable."),
        N_("{name} {filename!r} is not writable."),
        N_("Could not open file {filename!r}: {message}"),
        N_("Do you want to continue?"),
        N_("Error: invalid input"),
        N_("Aborted!"),
    )
)
"""What click itself says, beside the help of its own options, which is a command's like any other. A form for one thing
and one for several are two texts of it."""


def command_language(option: str | None = None) -> Language:
    """The language of this run: from the option, else `GRADER_LANG`, the workspace's settings or the locale."""
    wish = option or os.environ.get("GRADER_LANG") or _workspace_language(find_workspace(Path.cwd()))
    # `--lang` was validated against the course of `--course`, which need not be that of the working folder.
    return language_for(choose_language(wish, os.environ, lambda: (option,) if option else course_languages()))


@cache
def course_languages(folder: Path | None = None) -> tuple[str, ...]:
    """The languages of the course in this folder, by default of the current course; () if there is none."""
    from grader.commands.current_course import open_course
    from grader.errors import GraderError

    try:
        return open_course(folder, installed=True, slips=[]).settings.languages
    except (GraderError, OSError):  # the command that needs the course reports the error
        return ()


@cache
def _workspace_language(workspace: Path | None) -> str:
    """The language in the workspace's settings; "" if none is set."""
    if workspace is None:
        return ""
    from grader.errors import RecordsError
    from grader.records.workspace import read_workspace

    try:
        return read_workspace(workspace).language
    except RecordsError:  # the command that needs the settings reports the error; `--help` must work
        return ""


def language_of_this_run() -> Language:
    """The language of this run, for what has to be said before options are parsed or where they are not known."""
    return command_language(_asked_for(sys.argv[1:]))


def translated(message: str) -> str:
    """A text of the command line in the language of this run."""
    return str(language_of_this_run().gettext(message)) if message else ""


def of_click(message: str) -> str:
    """A text of click's own in the language of this run; as it is, where it is none of those that readers meet."""
    return translated(message) if message in _OF_CLICK else message


def _asked_for(arguments: list[str]) -> str | None:
    """The value of `--lang`, read before the options are parsed, since `--help` is shown in it; None where there is no
    such language, which the parser reports."""
    asked = None
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            asked = argument.partition("=")[2]
        elif argument == "--lang" and index + 1 < len(arguments):
            asked = arguments[index + 1]
    if asked and (closest(asked, interface_languages()) or closest(asked, course_languages())):
        return asked
    return None
