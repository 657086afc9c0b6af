"""The command line: thin commands, each in a module of its own that is imported only when the command is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from grader import __version__
from grader.commands import click_gettext
from grader.commands.exit_status import GRADER_FAILED, WRONG_USAGE, guarded

_COMMANDS = {
    "check": "Check your exercise files, or some of them.",
    "ci": "Grade the checkout of a CI job, with a course from outside it.",
    "config": "Show or change your settings: who you are, where to hand in, the language.",
    "doctor": "Check whether this machine can run the grader, and say what to do if it cannot.",
    "dashboard": "Write pages about a class: what it got wrong, who is stuck, and how it went over time.",
    "demo": "Grade a small class of example learners and say where the report is.",
    "feedback": "Pack each learner's page as a learning platform takes it.",
    "grade": "Grade a class and write a report for every learner.",
    "gradebook": "Show or export the recorded grades of a class.",
    "hint": "Get a hint for a function, one step further each time.",
    "init": "Start a course of your own that passes `grader validate` as it is.",
    "learn": "Learn in the browser: a page that follows the files that you save.",
    "list": "List the exercises, and how far you are in each.",
    "mistakes": "Name what many learners get wrong in the same way.",
    "new": "Start a new exercise that passes `grader validate` as it is.",
    "next": "Show what to do next.",
    "read": "Read the course's texts in the terminal or in a browser.",
    "recordings": "Record what references give, so that learners do not wait for it.",
    "release": "Write the course as learners get it, without solutions and hidden checks.",
    "repro": "Show one failing check as a few lines of plain Python.",
    "reset": "Begin an exercise or a function anew; what you wrote is kept aside.",
    "start": "Put the exercise files of a chapter into your folder.",
    "status": "Show your progress and what you have handed in.",
    "package": "Pack the grader and the course for a grading platform.",
    "stub": "Write the learners' stubs from the reference solutions.",
    "submit": "Hand in your exercise files.",
    "update": "Bring your folder to a newer course or release kit, and keep what you wrote.",
    "validate": "Prove that references pass, stubs earn nothing, and mistakes are caught and named.",
    "watch": "Follow your files in the terminal: save one, and see at once what is right and what is next.",
}

_LEARNERS = "For learners"
_READERS = {
    "For instructors": ("grade", "gradebook", "dashboard", "feedback", "ci", "package", "demo"),
    "For authors of exercises": ("init", "new", "stub", "mistakes", "recordings", "validate"),
}
"""Who needs a command, by the heading above it in `--help`; all others are for learners."""

_MODULES = {
    "gradebook": "show_gradebook",
    "list": "exercise_list",
    "mistakes": "mistake_proposals",
    "next": "next_step",
    "recordings": "course_recordings",
}
"""The module of a command whose name differs from it: `grader.records.gradebook` is the gradebook itself,
`grader.authoring.mistakes` are mistakes themselves,
`grader.grading.recordings` are recordings themselves, and modules named `list` and `next`
would hide Python's own here."""

__all__ = ["GRADER_FAILED", "WRONG_USAGE", "cli", "main"]


class _LazyGroup(click.Group):
    """Knows its commands' names and summaries without importing them."""

    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"grader.commands.{_MODULES.get(name, name)}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        from grader.commands.help_language import translated

        others = {name for names in _READERS.values() for name in names}
        for heading, names in {_LEARNERS: tuple(_COMMANDS.keys() - others), **_READERS}.items():
            rows = [(name, translated(summary)) for name, summary in _COMMANDS.items() if name in names]
            with formatter.section(translated(heading)):
                formatter.write_dl(rows)

    def format_help_text(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        from grader.commands.help_language import translated

        formatter.write_paragraph()
        with formatter.indentation():
            if self.help:
                formatter.write_text(translated(self.help))

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        from grader.commands.options import write_options

        write_options(self, context, formatter)
        self.format_commands(context, formatter)


@click.group(cls=_LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="grader")
@click.pass_context
def cli(context: click.Context) -> Any:
    """Auto-graded exercises for learning PyTorch from the ground up."""
    if context.invoked_subcommand is not None:
        return None
    if _is_at_work():
        watch = cli.get_command(context, "watch")
        return watch.main(args=[], prog_name="grader watch", standalone_mode=False) if watch is not None else None
    click.echo(context.get_help())
    return None


def _is_at_work() -> bool:
    """Whether somebody sits at a terminal in their workspace, where `grader` alone is `grader watch`."""
    from pathlib import Path

    from grader.records.places import find_workspace

    return sys.stdin.isatty() and sys.stdout.isatty() and find_workspace(Path.cwd()) is not None


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line and exit with its status: 0 if all passed, 1 if something failed, 2 for wrong usage, 3 if
    the grader itself failed, 130 if interrupted."""
    click_gettext.install()
    sys.exit(guarded(lambda: cli.main(args=arguments, prog_name="grader", standalone_mode=False)))
