"""Progress on standard error: a bar with the time left, and steps of work that is told of line by line."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from grader.reports.language import Language

Item = TypeVar("Item")


def with_progress(items: Iterable[Item], total: int, language: Language) -> Iterator[Item]:
    """Yield the items as they come and show how many there are of `total`."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(str(language.gettext("Grading")), total=total)
        for item in items:
            progress.advance(task)
            yield item


class Steps:
    """What is being done, one step after the other.

    On a terminal the step stands on a line that the next one takes. Elsewhere (a file, a CI job) each piece of work
    and, every few seconds, its step are lines that stay: whoever waits sees that something is going on, and what.
    """

    EVERY_SECONDS = 3.0

    def __init__(self) -> None:
        self._work = ""
        self._told = 0.0

    def begin(self, work: str) -> None:
        """Say what is worked on."""
        self._work = work
        self._told = 0.0
        self.tell("…")

    def tell(self, step: str) -> None:
        """Say which step of it."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{self._work}: {step}")
        elif time.monotonic() - self._told >= self.EVERY_SECONDS:
            sys.stderr.write(f"{self._work}: {step}\n")
            self._told = time.monotonic()
        sys.stderr.flush()

    def clear(self) -> None:
        """Make room for a line of the report."""
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
