"""Exit statuses, and the one place where exceptions are turned into messages and exit statuses."""

from __future__ import annotations

import contextlib
import sys
import traceback
from collections.abc import Callable
from typing import Any

import click

from grader.commands import standard_streams
from grader.commands.termination import Terminated, heeded
from grader.errors import Message

ALL_PASSED, SOMETHING_FAILED, WRONG_USAGE, GRADER_FAILED = 0, 1, 2, 3
_INTERRUPTED = 130
_BY_SIGNAL = 128


class CutShort(Exception):
    """A command ended before its end: the machine refused something, or somebody ended it.

    Attributes:
        cause: what ended it.
        kept: what stays of what it did, and how to go on.
    """

    def __init__(self, cause: BaseException, kept: str) -> None:
        super().__init__(str(cause))
        self.cause = cause
        self.kept = kept


def guarded(run: Callable[[], Any]) -> int:
    """Run a command and return its exit status. Errors are printed on standard error."""
    from grader.errors import AuthoringError, Fault, WrongUse

    standard_streams.prepare()
    try:
        with heeded():
            status = run()
            sys.stdout.flush()
    except CutShort as cut:
        return _cut_short(cut.cause, cut.kept)
    except click.UsageError as wrong:
        wrong.show()
        return WRONG_USAGE
    except click.ClickException as failed:
        failed.show()
        return WRONG_USAGE
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.Abort:
        return _cut_short(KeyboardInterrupt(), "")
    except (OSError, KeyboardInterrupt, SystemExit) as error:
        return _cut_short(error, "")
    except WrongUse as wrong:
        _say(f"grader: {_in_words(wrong)}")
        return WRONG_USAGE
    except AuthoringError as slip:
        said = Message("there is a mistake in the course: %(slip)s", {"slip": slip})
        _say(f"grader: {_in_words(said)}")
        return GRADER_FAILED
    except Fault as fault:
        _say(f"grader: {_in_words(fault)}")
        return GRADER_FAILED
    except Exception:  # noqa: BLE001 - the last resort: anything else is the grader's own fault
        said = Message("this is a fault of the grader itself, not of your code:")
        _say(f"grader: {_in_words(said)}")
        with contextlib.suppress(OSError):
            traceback.print_exc()
        return GRADER_FAILED
    return status if isinstance(status, int) else ALL_PASSED


def _in_words(said: Message | BaseException) -> str:
    """In the language of this run, which is asked for only here, since a command that ends well has no use for it."""
    try:
        from grader.commands.help_language import language_of_this_run

        return str(language_of_this_run().say(said))
    except Exception:  # noqa: BLE001 - such as a library that is missing: what went wrong first is to be said all the same
        return str(said)


def _cut_short(cause: BaseException, kept: str) -> int:
    if isinstance(cause, (BrokenPipeError, SystemExit)):
        # Whoever read the output has read enough. Rich and click turn that into SystemExit.
        standard_streams.give_up_output()
        return GRADER_FAILED
    if isinstance(cause, Terminated):
        said, status = _in_words(cause.text), _BY_SIGNAL + cause.signal
    elif isinstance(cause, KeyboardInterrupt):
        said, status = _in_words(Message("interrupted")), _INTERRUPTED
    elif isinstance(cause, OSError):
        said, status = f"grader: {_in_words(cause)}", GRADER_FAILED
    else:
        said, status = f"grader: {_in_words(cause)}", GRADER_FAILED
    if isinstance(cause, OSError) and cause.filename == standard_streams.OUTPUT:
        standard_streams.give_up_output()
    _say(f"{said}; {kept}" if kept else said)
    return status


def _say(text: str) -> None:
    """Write to standard error; where that is refused as well, the exit status is all that is left."""
    with contextlib.suppress(OSError, ValueError):
        click.echo(text, err=True)
