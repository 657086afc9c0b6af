"""Progress on standard error: a bar with the remaining time, or the current step of the work."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable


def show_progress(counts: Iterable[int], total: int, label: str) -> None:
    """Go through these, each a number of things that are done, with a progress bar of how many of `total` are."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(label, total=total)
        for count in counts:
            progress.advance(task, count)


class Steps:
    """Shows the current step of the work.

    On a terminal, each step overwrites the previous one. Elsewhere (a file, a CI job), a line is written at the start
    of each piece of work and then every few seconds, so that a log shows that something is going on, and what.
    """

    EVERY_SECONDS = 3.0

    def __init__(self) -> None:
        self._work = ""
        self._told = 0.0

    def begin(self, work: str) -> None:
        """Begin a piece of work of this name."""
        self._work = work
        self._told = 0.0
        self.tell("…")

    def tell(self, step: str) -> None:
        """Show this step of the current work."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{self._work}: {step}")
        elif time.monotonic() - self._told >= self.EVERY_SECONDS:
            sys.stderr.write(f"{self._work}: {step}\n")
            self._told = time.monotonic()
        sys.stderr.flush()

    def clear(self) -> None:
        """Clear the line on a terminal, before something else is printed."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
