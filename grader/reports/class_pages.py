"""The pages of a class: one where it fits, else an index with a page for every hundred learners. No network, and no
script but the one that searches a class of several pages.

Rows are taken one by one, in the order of the learners' ids, and a page is ready as soon as its rows are there.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, islice
from pathlib import Path

from markupsafe import Markup

from grader.atomic_files import write_atomically
from grader.records.notes import Note
from grader.reports import numbers
from grader.reports.class_index import ClassIndex, page_address
from grader.reports.class_overview import IndexRow, Order, faults_first, orders
from grader.reports.class_summary import BANDS, ClassSummary, most_failed_first
from grader.reports.language import Language
from grader.reports.local_times import local_column, now, zone_of
from grader.reports.note_sentences import note_sentence, note_source
from grader.reports.page_frame import linked_frame, policy_source, shared_sheet
from grader.reports.safe_text import one_line, with_code
from grader.reports.templating import html_environment, template_text
from grader.reports.unclear_sentences import unclear_sentence
from grader.reports.vocabulary import SIGNS, STATUSES, status_word

INDEX = "index.html"
PAGE_ROWS = 100
"""How many learners a page holds."""
ALL = "all"
"""The name of the assignment that holds every exercise."""

_PAGE_NAME = re.compile(r"class-(\d+)\.html")
_UNFOLDED, _BEGINNING = 20, 5
"""A list of up to so many entries is shown as it is; of a longer one the beginning, and the others are folded."""
_COLUMN = 38
"""The height of the tallest column of the distribution."""


@dataclass(frozen=True, slots=True)
class PageOfClass:
    """One page: its number and name, its first and last learner, and the names of the pages beside it, "" if none."""

    number: int
    name: str
    first: str
    last: str
    before: str = ""
    after: str = ""


def write_class_pages(
    folder: Path, rows: Iterable[IndexRow], language: Language, title: str = "", strays: Sequence[Note] = ()
) -> ClassSummary:
    """Write the pages of a class and their style sheet, remove those of an earlier, larger class, and return its
    summary.

    Args:
        folder: where to write; the pages of learners lie below it.
        rows: by learner. They are read once, and no more than two pages of them are kept.
        title: the assignment's name.
        strays: notes on what belongs to nobody.
    """
    summary = ClassSummary(strays)
    write_shared_sheet(folder)
    written = set()
    for name, page in class_pages(rows, language, title, summary):
        write_atomically(folder / name, page.encode())
        written.add(name)
    for file in folder.iterdir():
        if _PAGE_NAME.fullmatch(file.name) and file.name not in written:
            with contextlib.suppress(OSError):
                file.unlink()
    return summary


def write_shared_sheet(folder: Path) -> None:
    """Write the style sheet that the pages of a class and those of its learners below it link to, if it is missing."""
    name, style = shared_sheet()
    if not (folder / name).exists():
        write_atomically(folder / name, style.encode())


def class_pages(
    rows: Iterable[IndexRow], language: Language, title: str = "", summary: ClassSummary | None = None
) -> Iterator[tuple[str, str]]:
    """The pages of a class, each with its name, as they are ready; the index is the last one.

    A class of one page can be sorted without a script: the page holds the table once for each order, and a heading
    leads to the order that it names. The index of a larger one holds a line for each learner, which its script
    searches.
    """
    summary = ClassSummary() if summary is None else summary
    pages = _Pages(language, title)
    chunks = _chunks(summary.gathering(rows))
    first, chunk = next(chunks, []), next(chunks, [])
    if not chunk:
        yield INDEX, pages.index(first, summary)
        return
    index = ClassIndex(language)
    for row in chain(first, chunk):
        index.add(row)
    listed = [_page(1, first)]
    while chunk:
        following = next(chunks, [])
        for row in following:
            index.add(row)
        page = _page(len(listed) + 1, chunk, last=not following)
        listed.append(page)
        yield page.name, pages.page(chunk, page)
        chunk = following
    yield INDEX, pages.index(first, summary, index, listed)


def _chunks(rows: Iterator[IndexRow]) -> Iterator[list[IndexRow]]:
    while chunk := list(islice(rows, PAGE_ROWS)):
        yield chunk


def _page(number: int, rows: Sequence[IndexRow], *, last: bool = False) -> PageOfClass:
    def name(number: int) -> str:
        return f"class-{number}.html" if number > 1 else INDEX

    return PageOfClass(
        number,
        name(number),
        rows[0].learner,
        rows[-1].learner,
        name(number - 1) if number > 1 else "",
        "" if last else name(number + 1),
    )


class _Pages:
    """Renders the pages of one class."""

    def __init__(self, language: Language, title: str) -> None:
        self._language = language
        offset = now().utcoffset() or timedelta()
        self._counted: dict[tuple[int, ...], Markup] = {}
        self._shared: dict[str, object] = {
            "title": language.gettext("All exercises") if title == ALL else one_line(title, 200),
            "counts": self._counts,
            "link": page_address,
            "note": lambda note: with_code(note_sentence(note, language)),
            "note_source": note_source,
            "unclear": lambda exercise, use: unclear_sentence(use, exercise, language),
            "number": numbers,
            "other": _other_order,
            "when": local_column,
            "shown_of": lambda listed: _UNFOLDED if listed.total <= _UNFOLDED else _BEGINNING,
            "handed_in_said": language.gettext("Handed in (%(zone)s)", zone=zone_of(now())),
            "zone_offset": str(int(offset.total_seconds())),
            **linked_frame(),
        }

    def page(self, rows: Sequence[IndexRow], page: PageOfClass) -> str:
        """A page after the first."""
        return self._render("class_page.html.j2", {"rows": rows, "page": page})

    def index(
        self,
        rows: Sequence[IndexRow],
        summary: ClassSummary,
        index: ClassIndex | None = None,
        pages: Sequence[PageOfClass] = (),
    ) -> str:
        """The first page: the summary, what needs attention, the first learners, and what leads to the others."""
        script = template_text("class.js")
        handed_in = [row for row in faults_first(sorted(rows, key=lambda row: row.learner)) if not row.nothing]
        sorted_by = orders(handed_in) if index is None else ()
        largest = max(*summary.bands, 1)
        return self._render(
            "index.html.j2",
            {
                "summary": summary,
                "rows": rows,
                "handed_in": handed_in,
                "orders": sorted_by if len(handed_in) > 1 else sorted_by[-1:],
                "index": index,
                "pages": pages,
                # The script is the package's own.
                "script": Markup(script),
                "script_source": policy_source(script),
                "mistakes": summary.mistakes(),
                "families": summary.families(),
                "shares": most_failed_first(summary.shares()),
                "column": lambda learners: round(max(_COLUMN * learners / largest, 1), 1),
                "band_said": lambda number: f"{10 * number}–{10 * number + 9} %" if number < BANDS - 1 else "100 %",
            },
        )

    def _render(self, template: str, facts: Mapping[str, object]) -> str:
        return html_environment(self._language.code).get_template(template).render(**self._shared, **facts)

    def _counts(self, row: IndexRow) -> Markup:
        """How many of the checks have which status, which is the same for many learners."""
        key = tuple(row.counts.get(status, 0) for status in STATUSES)
        if key not in self._counted:
            parts = html_environment(self._language.code).get_template("parts.html.j2").make_module({"signs": SIGNS})
            shown = [
                (status, status_word(status, self._language), count)
                for status, count in zip(STATUSES, key, strict=True)
                if count
            ]
            self._counted[key] = parts.counts(shown)  # type: ignore[attr-defined]
        return self._counted[key]


def _other_order(orders: Sequence[Order], shown: Order, column: str) -> str | None:
    """Where a column's heading leads: to the order by this column that is not shown; None where there is no other."""
    keys = [order.key for order in orders if order.column == column and order is not shown]
    return keys[-1] if column == "learner" and keys else next(iter(keys), None)
