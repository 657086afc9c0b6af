"""Exit statuses, and the one place where exceptions are turned into messages and exit statuses."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from typing import Any

import click

ALL_PASSED, SOMETHING_FAILED, WRONG_USAGE, GRADER_FAILED = 0, 1, 2, 3
_INTERRUPTED = 130


def guarded(run: Callable[[], Any]) -> int:
    """Run a command and return its exit status. Errors are printed on standard error."""
    from grader.errors import AuthoringError, Fault, WrongUse

    try:
        status = run()
    except click.UsageError as wrong:
        wrong.show()
        return WRONG_USAGE
    except click.ClickException as failed:
        failed.show()
        return WRONG_USAGE
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return _INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # the reader of the output is gone; Python would complain again at exit
        return GRADER_FAILED
    except WrongUse as wrong:
        click.echo(f"grader: {wrong}", err=True)
        return WRONG_USAGE
    except AuthoringError as slip:
        click.echo(f"grader: there is a mistake in the course: {slip}", err=True)
        return GRADER_FAILED
    except Fault as fault:
        click.echo(f"grader: {fault}", err=True)
        return GRADER_FAILED
    except Exception:  # noqa: BLE001 - the last resort: anything else is the grader's own fault
        click.echo("grader: this is a fault of the grader itself, not of your code:", err=True)
        traceback.print_exc()
        return GRADER_FAILED
    return status if isinstance(status, int) else ALL_PASSED
