"""Pages: one self-contained file for each learner, and the index of a class. No network, no script."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from markupsafe import Markup

from grader.grading.result import Result
from grader.records.notes import Note
from grader.records.policies import Shown
from grader.reports import numbers
from grader.reports.adjustment_sentences import adjustment_sentences
from grader.reports.class_overview import (
    IndexRow,
    Order,
    common_families,
    common_mistakes,
    faults_first,
    held,
    median_points,
    most_failed_first,
    not_taken,
    orders,
    stage_shares,
)
from grader.reports.language import Language
from grader.reports.note_sentences import note_sentence, note_source
from grader.reports.page_frame import page_frame
from grader.reports.safe_text import one_line
from grader.reports.templating import html_environment
from grader.reports.unclear_sentences import unclear_sentence
from grader.reports.views import CheckView, view_of
from grader.reports.vocabulary import STATUSES, status_word

# What a CI job that prints a page would take for a command; as a character reference it looks the same.
_COMMAND = re.compile(r"(?m)#(?=#\[)|(?<=\s):(?=:)|^:(?=:)")
ALL = "all"
"""The name of the assignment that holds every exercise."""


def render_html(result: Result, language: Language, shown: Shown = "all") -> str:
    """The learner's page; `shown` is what the learner may see of it."""
    if shown != "all":
        return _withheld(result, language, shown)
    template = html_environment(language.code).get_template("page.html.j2")
    adjustments = adjustment_sentences(result, language)
    page = template.render(
        report=view_of(result, language), plots=Plots(language).of, adjustments=adjustments, **page_frame()
    )
    return _COMMAND.sub(lambda found: f"&#{ord(found[0])};", page)


def _withheld(result: Result, language: Language, shown: Shown) -> str:
    """The learner's page with the points and nothing else, or without them."""
    template = html_environment(language.code).get_template("withheld.html.j2")
    adjustments = adjustment_sentences(result, language)
    page = template.render(
        report=view_of(result, language), with_points=shown == "points", adjustments=adjustments, **page_frame()
    )
    return _COMMAND.sub(lambda found: f"&#{ord(found[0])};", page)


def render_index(rows: Sequence[IndexRow], language: Language, title: str = "", strays: Sequence[Note] = ()) -> str:
    """The index of a class: what is held or was not taken, what else needs attention, then each learner with a link to
    their page.

    It can be sorted without a server and without a script: it holds the table once for each order, and a heading leads
    to the order that it names.

    Args:
        title: the assignment's name.
        strays: notes on what belongs to nobody.
    """
    template = html_environment(language.code).get_template("index.html.j2")
    ordered = faults_first(sorted(rows, key=lambda row: row.learner))
    handed_in = [row for row in ordered if not row.nothing]
    sorted_by = orders(handed_in)
    return template.render(
        title=language.gettext("All exercises") if title == ALL else one_line(title, 200),
        rows=ordered,
        held=held(ordered),
        not_taken=not_taken(ordered, strays),
        handed_in=handed_in,
        nothing=[row for row in ordered if row.nothing],
        weak=[row for row in ordered if row.weak_isolation],
        orders=sorted_by if len(handed_in) > 1 else sorted_by[-1:],
        other=_other_order,
        median=median_points(handed_in) if handed_in else 0.0,
        mistakes=common_mistakes(handed_in),
        families=common_families(handed_in),
        shares=most_failed_first(stage_shares(handed_in)),
        statuses=STATUSES,
        word=lambda status: status_word(status, language),
        link=_link,
        note=lambda note: note_sentence(note, language),
        note_source=note_source,
        to_look_at=[row for row in ordered if row.to_look_at],
        unclear=lambda exercise, use: unclear_sentence(use, exercise, language),
        number=numbers,
        **page_frame(),
    )


def _other_order(orders: Sequence[Order], shown: Order, column: str) -> str | None:
    """Where a column's heading leads: to the order by this column that is not shown; None where there is no other."""
    keys = [order.key for order in orders if order.column == column and order is not shown]
    return keys[-1] if column == "learner" and keys else next(iter(keys), None)


def _link(page: str) -> str:
    """The address as a relative one, whatever it was: no scheme, no host."""
    return "./" + quote(page.replace("\\", "/").lstrip("/"), safe="/-_.~", errors="replace")


class Plots:
    """Draws the plots of one page, each with ids of its own."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._count = 0

    def of(self, check: CheckView) -> Iterator[dict[str, object]]:
        """The plots of a check."""
        if not check.curves:
            return
        # matplotlib takes a second to import, and many pages have no plot.
        from grader.reports.plots import plot

        for curve in check.curves:
            self._count += 1
            drawn = plot(curve, f"plot-{self._count}", self._language)
            # The drawing holds numbers, and texts that the XML writer has escaped.
            yield {
                "svg": Markup(drawn.svg),
                "title": drawn.title,
                "description": drawn.description,
                "on_cost": drawn.on_cost,
                "with_reference": drawn.with_reference,
            }
