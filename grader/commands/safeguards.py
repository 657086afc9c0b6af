"""What a grading that counts takes care of: the isolation that is required, and a key that no learner has."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.errors import IsolationTooWeak
from grader.execution.boundary import Observer
from grader.execution.jobs import Isolation
from grader.execution.machine import reached_isolation
from grader.wire.levels import LEVELS, is_below

if TYPE_CHECKING:
    from grader.course.seeds import Key

KEY_VARIABLE = "GRADER_KEY"


def key_from(file: Path | None, environ: Mapping[str, str] = os.environ) -> Key | None:
    """The key in this file, else that in the environment; None if neither is given.

    Raises:
        CourseError: if it is too short, or not a text.
        OSError: if the file cannot be read.
    """
    from grader.course.seeds import given_key, read_key

    if file is not None:
        return read_key(file)
    text = environ.get(KEY_VARIABLE, "")
    return given_key(text, f"the environment variable {KEY_VARIABLE}") if text.strip() else None


def require_isolation(observer: Observer, required: str) -> None:
    """Refuse to run any of a learner's code if the isolation is weaker than required.

    Raises:
        IsolationTooWeak: with the missing layers and what to do.
    """
    if required != LEVELS[0]:
        require_reached(reached_isolation(observer), required)


def require_reached(reached: Isolation, required: str) -> None:
    """Refuse isolation that is weaker than required.

    Raises:
        IsolationTooWeak: with the missing layers and what to do.
    """
    if is_below(reached.level, required):
        from grader.commands.help_language import language_of_this_run
        from grader.reports.grader_words import missing_layers

        why = missing_layers(reached.missing or ("for no known reason",), language_of_this_run())
        raise IsolationTooWeak(
            "isolation `%(required)s` is required, but only `%(level)s` is reached here: %(why)s. Grade on a machine "
            "that has what is missing (`grader doctor` shows it), or name the weaker level, if you trust everybody "
            "whose code runs here: --require-isolation %(level)s",
            required=required,
            level=reached.level,
            why=why,
        )


def tell_weak_isolation(level: str, missing: Iterable[str]) -> None:
    """Warn on standard error that learners' code runs under this level, which is weaker than what a class needs."""
    from grader.commands.help_language import language_of_this_run, translated
    from grader.reports.grader_words import missing_layers

    said = translated("Warning: learners' code runs under isolation that does not keep it from reading other files:")
    click.echo(f"{said} {level} ({missing_layers(missing, language_of_this_run())})", err=True)
