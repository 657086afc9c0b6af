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
from pathlib import Path

from markupsafe import Markup

from grader.atomic_files import write_atomically
from grader.records.notes import Note
from grader.reports import numbers
from grader.reports.class_index import ClassIndex, page_address
from grader.reports.class_overview import IndexRow, Order, faults_first, orders
from grader.reports.class_summary import BANDS, ClassSummary, most_failed_first
from grader.reports.grader_words import fault_text
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


class ClassFolder:
    """The pages of a class in its output folder, written row by row."""

    def __init__(self, folder: Path, language: Language, title: str = "", strays: Sequence[Note] = ()) -> None:
        """Begin the pages.

        Args:
            folder: where to write; the pages of learners lie below it.
            title: the assignment's name.
            strays: notes on what belongs to nobody.
        """
        self._folder = folder
        self._pages = ClassPages(language, title)
        self.summary.add_strays(strays)
        self._written: set[str] = set()
        write_shared_sheet(folder)

    @property
    def summary(self) -> ClassSummary:
        """The summary of the rows so far."""
        return self._pages.summary

    def add(self, row: IndexRow) -> None:
        """Take one learner, in the order of their ids, and write the page that is full now, if one is."""
        self._write(self._pages.add(row))

    def finish(self) -> ClassSummary:
        """Write the rest and the index, remove the pages of an earlier, larger class, and return the summary."""
        self._write(self._pages.finish())
        for file in self._folder.iterdir():
            if _PAGE_NAME.fullmatch(file.name) and file.name not in self._written:
                with contextlib.suppress(OSError):
                    file.unlink()
        return self.summary

    def _write(self, pages: Iterable[tuple[str, str]]) -> None:
        for name, page in pages:
            write_atomically(self._folder / name, page.encode())
            self._written.add(name)


def write_class_pages(
    folder: Path, rows: Iterable[IndexRow], language: Language, title: str = "", strays: Sequence[Note] = ()
) -> ClassSummary:
    """Write the pages of a class (`ClassFolder`), and return its summary. The rows are read once."""
    pages = ClassFolder(folder, language, title, strays)
    for row in rows:
        pages.add(row)
    return pages.finish()


def write_shared_sheet(folder: Path) -> None:
    """Write the style sheet that the pages of a class and those of its learners below it link to, if it is missing."""
    name, style = shared_sheet()
    if not (folder / name).exists():
        write_atomically(folder / name, style.encode())


class ClassPages:
    """The pages of a class as they are ready, each with its name; the index is the last one.

    A class of one page can be sorted without a script: the page holds the table once for each order, and a heading
    leads to the order that it names. The index of a larger one holds a line for each learner, which its script
    searches. No more rows are kept than those of two pages.

    Attributes:
        summary: the summary of the rows so far.
    """

    def __init__(self, language: Language, title: str = "") -> None:
        self.summary = ClassSummary()
        self._language = language
        self._render = _Pages(language, title)
        self._first: list[IndexRow] = []
        self._chunk: list[IndexRow] = []
        self._index: ClassIndex | None = None
        self._listed: list[PageOfClass] = []

    def add(self, row: IndexRow) -> Iterable[tuple[str, str]]:
        """Take one learner, in the order of their ids; the page that is full now, if one is."""
        self.summary.add(row)
        if len(self._first) < PAGE_ROWS:
            self._first.append(row)
            return ()
        ready = self._close(last=False) if len(self._chunk) == PAGE_ROWS else ()
        if self._index is None:
            self._index = ClassIndex(self._language)
            self._listed.append(_page(1, self._first))
            for one in self._first:
                self._index.add(one)
        self._index.add(row)
        self._chunk.append(row)
        return ready

    def finish(self) -> Iterator[tuple[str, str]]:
        """The last page and the index."""
        if self._chunk:
            yield from self._close(last=True)
        yield INDEX, self._render.index(self._first, self.summary, self._index, self._listed)

    def _close(self, *, last: bool) -> tuple[tuple[str, str], ...]:
        page = _page(len(self._listed) + 1, self._chunk, last=last)
        text = self._render.page(self._chunk, page)
        self._listed.append(page)
        self._chunk = []
        return ((page.name, text),)


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
            "fault": lambda said: fault_text(said, language),
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
