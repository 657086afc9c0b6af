"""A progress bar with the time left, on standard error."""

from __future__ import annotations

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
