"""Options and base classes that several commands share."""

from __future__ import annotations

import ast
import contextlib
import inspect
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from grader.commands.exit_status import CutShort
from grader.commands.help_language import course_languages, language_of_this_run, translated
from grader.errors import Message, RecordsFault
from grader.reports.language import closest, interface_languages
from grader.wire.levels import LEVELS, SAFE

Function = TypeVar("Function", bound=Callable[..., Any])


_KEPT = "grader.kept"


class Command(click.Command):
    """A command whose help is shown in the reader's language.

    Args:
        kept: what is said where the machine refuses something, or somebody ends the command: what stays, and how to go
            on. `keep` replaces it.
    """

    def __init__(self, *arguments: Any, kept: str = "", **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.kept = kept
        if self.help is None and self.callback is not None:
            self.help = _docstring(self.callback)

    def invoke(self, context: click.Context) -> Any:
        """Run the command.

        Raises:
            CutShort: if the machine refuses something, or somebody ends the command.
        """
        try:
            status = super().invoke(context)
            sys.stdout.flush()
            return status
        except (OSError, RecordsFault, KeyboardInterrupt, SystemExit) as cause:
            raise CutShort(cause, context.meta.get(_KEPT) or translated(self.kept)) from cause

    def format_help_text(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's description."""
        formatter.write_paragraph()
        with formatter.indentation():
            for paragraph in (self.help or "").split("\n\n"):
                formatter.write_text(translated(" ".join(paragraph.split())))
                formatter.write_paragraph()

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the command's options."""
        write_options(self, context, formatter)


class Group(click.Group):
    """A group of commands whose help is shown in the reader's language."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        if self.help is None and self.callback is not None:
            self.help = _docstring(self.callback)

    def format_help_text(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the group's description."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translated(" ".join((self.help or "").split())))

    def format_options(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the group's options, and its commands."""
        write_options(self, context, formatter)
        self.format_commands(context, formatter)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the group's commands."""
        with formatter.section(translated("Commands")):
            formatter.write_dl([(name, translated(_summary(one))) for name, one in sorted(self.commands.items())])


def write_options(command: click.Command, context: click.Context, formatter: click.HelpFormatter) -> None:
    """Write the options of a command or a group."""
    records = (option.get_help_record(context) for option in command.get_params(context))
    with formatter.section(translated("Options")):
        # An argument has a record, too, without a text.
        formatter.write_dl([(record[0], _translated_help(record[1])) for record in records if record and record[1]])


def keep(said: str) -> None:
    """From now on, this is what the running command says has been kept, should it end early."""
    context = click.get_current_context(silent=True)
    if context is not None:
        context.meta[_KEPT] = said


def _docstring(function: Callable[..., Any]) -> str | None:
    """The docstring of a command as its source has it: under `python -OO`, functions have none."""
    module = sys.modules[function.__module__]
    with contextlib.suppress(OSError, SyntaxError):
        tree = ast.parse(inspect.getsource(module))
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name == function.__name__:
                return ast.get_docstring(node)
    return None


def _summary(command: click.Command) -> str:
    """The first paragraph of a command's help."""
    return " ".join((command.help or "").partition("\n\n")[0].split())


def _translated_help(text: str) -> str:
    """An option's help in the reader's language; what click adds in brackets is kept as it is."""
    said, bracket, added = text.partition("  [")
    return translated(said) + bracket + added


def wrong_usage(message: str, /, **values: object) -> click.UsageError:
    """The error of a command that is called with what does not go together, in the language of this run."""
    return click.UsageError(language_of_this_run().say(Message(message, values)))


def wrong_value(message: str, /, *, param_hint: str | None = None, **values: object) -> click.BadParameter:
    """The error of a command that is given a wrong value, in the language of this run.

    Args:
        message: what is wrong with it, with `%(name)s` placeholders.
        param_hint: the name of the argument, where click does not know it.
        values: what is filled in.
    """
    return click.BadParameter(language_of_this_run().say(Message(message, values)), param_hint=param_hint)


def chapter_and_exercise(target: tuple[str, ...]) -> tuple[str, str]:
    """The chapter and the name of a new exercise: two words, or the last two parts of a path.

    Raises:
        UsageError: if there are not exactly two parts.
    """
    parts = target if len(target) > 1 else target[0].replace("\\", "/").rstrip("/").split("/")[-2:]
    if len(parts) != 2 or not parts[0]:
        raise wrong_usage(
            "`%(target)s` does not name a new exercise: write CHAPTER/EXERCISE, such as 07_convolution/edges",
            target=" ".join(target),
        )
    return parts[0], parts[1].removesuffix(".py")


class LanguageTag(click.ParamType[str]):
    """A language of the interface or of the course."""

    name = "code"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The language that the value means; an error if neither the interface nor the course has it."""
        if own := closest(value, interface_languages()):
            return own
        folder = ctx.params.get("course") if ctx else None
        course = course_languages(folder if isinstance(folder, Path) else None)
        if theirs := closest(value, course):
            return theirs
        known = ", ".join(dict.fromkeys((*interface_languages(), *course)))
        self.fail(
            language_of_this_run().gettext(
                "'%(value)s' is not a language of the interface or of the course: choose from %(known)s",
                value=value,
                known=known,
            ),
            param,
            ctx,
        )


def course_option(function: Function) -> Function:
    """`--course`: where the course is."""
    return click.option(
        "--course",
        is_eager=True,  # `--lang` may name one of its languages
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="The course's folder; by default found from the working folder.",
    )(function)


def language_option(function: Function) -> Function:
    """`--lang`: the language of the output."""
    return click.option(
        "--lang",
        type=LanguageTag(),
        help="The language of the output; by default from the environment or the settings.",
    )(function)


def grading_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options for running code: seed, time limit, isolation. The command gets them as `settings`."""
    return _running_options(function, LEVELS[0])


def class_grading_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options for a grading that counts: those of `grading_options`, with isolation required unless a weaker level
    is named, and a key that no learner has."""
    keyed = click.option(
        "--key-file",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="A file with the secret key that random cases are drawn from; or the key itself in GRADER_KEY.",
    )
    return keyed(_running_options(function, SAFE, show_default=True))


def _running_options(function: Callable[..., Any], required: str, *, show_default: bool = False) -> Callable[..., Any]:
    @wraps(function)
    def with_settings(
        *args: Any,
        seed: int | None,
        time_limit: float | None,
        require_isolation: str,
        key_file: Path | None = None,
        **kwargs: Any,
    ) -> Any:
        from grader.commands.grading_setup import Settings
        from grader.commands.safeguards import key_from

        key = key_from(key_file) if required == SAFE else None
        return function(*args, settings=Settings(seed, time_limit, require_isolation, key), **kwargs)

    command: Callable[..., Any] = with_settings
    for option in (
        click.option(
            "--require-isolation",
            type=click.Choice(LEVELS),
            default=required,
            envvar="GRADER_REQUIRE_ISOLATION" if required == SAFE else None,
            show_default=show_default,
            help="Refuse to grade if the isolation is weaker than this.",
        ),
        click.option("--time-limit", type=click.FloatRange(min=0.1), help="The time limit of each check, in seconds."),
        click.option("--seed", type=click.IntRange(min=0), help="The seed of the random cases."),
    ):
        command = option(command)
    return command
