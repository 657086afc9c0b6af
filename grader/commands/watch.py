"""`grader watch`: the learner's loop in the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.exit_status import ALL_PASSED, SOMETHING_FAILED
from grader.commands.options import Command, course_option, grading_options, language_option

if TYPE_CHECKING:
    from grader.commands.grading_setup import Settings


@click.command("watch", cls=Command, kept="your files are as they were")
@click.argument("targets", nargs=-1)
@click.option("--learner", default="", help="Your learner id, instead of the one in the settings.")
@course_option
@language_option
@grading_options
def command(targets: tuple[str, ...], learner: str, course: Path | None, lang: str | None, settings: Settings) -> int:
    """Follow your exercise files: each time you save, you see at once what is right and what is next.

    TARGET says where to begin, as for `grader check`; by default, it is where you worked last. Press ? for the keys, q
    to quit. `grader learn` is the same in a browser. In a pipe, what is new is printed as lines, and keys are read from
    standard input.

    The exit status is 0 if everything passes in the end, else 1.
    """
    from rich.console import Console

    from grader.commands.help_language import command_language
    from grader.commands.learning import open_session
    from grader.commands.own_files import open_workspace

    language = command_language(lang)
    workspace = open_workspace(course, learner, installed=True)
    with open_session(workspace, targets, settings, language) as session:
        from grader.interactive.beside_reference import beside_reference
        from grader.interactive.terminal_loop import run_in_terminal

        taken = workspace.course
        state = run_in_terminal(session, Console(), language, lambda state: beside_reference(taken, state, language))
    return ALL_PASSED if state.done else SOMETHING_FAILED
