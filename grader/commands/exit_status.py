"""Exit statuses, and the one place where exceptions are turned into messages and exit statuses."""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Callable
from typing import Any

import click

from grader.commands import standard_streams
from grader.commands.termination import Terminated, heeded

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
        _say(f"grader: {wrong}")
        return WRONG_USAGE
    except AuthoringError as slip:
        _say(f"grader: there is a mistake in the course: {slip}")
        return GRADER_FAILED
    except Fault as fault:
        _say(f"grader: {fault}")
        return GRADER_FAILED
    except Exception:  # noqa: BLE001 - the last resort: anything else is the grader's own fault
        _say("grader: this is a fault of the grader itself, not of your code:")
        with contextlib.suppress(OSError):
            traceback.print_exc()
        return GRADER_FAILED
    return status if isinstance(status, int) else ALL_PASSED


def described(error: OSError) -> str:
    """What the machine refused, in one line: the file, or standard output, and the reason."""
    reason = error.strerror or str(error) or type(error).__name__
    if error.filename is not None:
        return f"{os.fsdecode(error.filename)}: {reason}"
    return reason


def _cut_short(cause: BaseException, kept: str) -> int:
    if isinstance(cause, (BrokenPipeError, SystemExit)):
        # Whoever read the output has read enough. Rich and click turn that into SystemExit.
        standard_streams.give_up_output()
        return GRADER_FAILED
    if isinstance(cause, Terminated):
        said, status = str(cause), _BY_SIGNAL + cause.signal
    elif isinstance(cause, KeyboardInterrupt):
        said, status = "interrupted", _INTERRUPTED
    elif isinstance(cause, OSError):
        said, status = f"grader: {described(cause)}", GRADER_FAILED
    else:
        said, status = f"grader: {cause}", GRADER_FAILED
    if isinstance(cause, OSError) and cause.filename == standard_streams.OUTPUT:
        standard_streams.give_up_output()
    _say(f"{said}; {kept}" if kept else said)
    return status


def _say(text: str) -> None:
    """Write to standard error; where that is refused as well, the exit status is all that is left."""
    with contextlib.suppress(OSError, ValueError):
        click.echo(text, err=True)
