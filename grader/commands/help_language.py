"""The language of the command line: of its help and its messages."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

from grader.records.places import find_workspace
from grader.reports.language import Language, choose_language, language_for


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


def _asked_for(arguments: list[str]) -> str | None:
    """The value of `--lang`, read before the options are parsed, since `--help` is shown in it."""
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
    return None
