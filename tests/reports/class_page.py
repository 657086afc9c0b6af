"""The class page of a few rows, for tests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from grader.records.notes import Note
from grader.reports.class_overview import IndexRow
from grader.reports.class_pages import INDEX, ClassPages
from grader.reports.class_summary import ClassSummary
from grader.reports.language import Language


def class_pages(
    rows: Iterable[IndexRow], language: Language, title: str = "", strays: Sequence[Note] = ()
) -> Iterator[tuple[str, str]]:
    """The pages of a class as they are ready."""
    pages = ClassPages(language, title)
    pages.summary.add_strays(strays)
    for row in rows:
        yield from pages.add(row)
    yield from pages.finish()


def render_index(rows: Sequence[IndexRow], language: Language, title: str = "", strays: Sequence[Note] = ()) -> str:
    """The index of a class."""
    return dict(class_pages(rows, language, title, strays))[INDEX]


def summary_of(rows: Sequence[IndexRow], strays: Sequence[Note] = ()) -> ClassSummary:
    """The summary of a class."""
    summary = ClassSummary()
    summary.add_strays(strays)
    for row in rows:
        summary.add(row)
    return summary
