"""The language of the command line: help and messages in English or Chinese."""

from __future__ import annotations

import os
import sys

from grader.reports.language import Language, LanguageCode, choose_language, language_for


def command_language(option: str | None = None) -> Language:
    """The language of this run: of the option, else of the environment."""
    code: LanguageCode = choose_language(option, os.environ)
    return language_for(code)


def translated(message: str) -> str:
    """A text of the command line in the language that the arguments or the environment ask for."""
    return str(command_language(_asked_for(sys.argv[1:])).gettext(message)) if message else ""


def _asked_for(arguments: list[str]) -> str | None:
    """The value of `--lang`, read before the options are: help is shown in it."""
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
    return None
