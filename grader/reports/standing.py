"""What a learner's files earn, and what they have handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from grader.grading.result import Result
from grader.reports import numbers
from grader.reports.language import Language
from grader.reports.printing import Printer
from grader.reports.safe_text import code, one_line

if TYPE_CHECKING:
    from grader.records.receipts import Receipt


def render_standing(result: Result, console: Console, language: Language) -> None:
    """Print a row for each file: what it earns."""
    printer = Printer(console, language)
    _ = printer.language.gettext
    table = _table(printer, [_("File"), _("Checks")])
    table.add_column(printer.text(_("Points")), justify="right")
    for exercise in result.exercises:
        passed = sum(check.status == "passed" for check in exercise.checks)
        table.add_row(
            printer.text(one_line(exercise.file or f"{exercise.name}.py", 160)),
            printer.text(f"{passed} / {len(exercise.checks)}"),
            printer.text(f"{numbers.points(exercise.points)} / {numbers.points(exercise.max_points)}"),
        )
    console.print(table)


def render_receipts(receipts: Sequence[Receipt], console: Console, language: Language) -> None:
    """Print what was handed in and when, the latest first, in this machine's time."""
    printer = Printer(console, language)
    _ = printer.language.gettext
    printer.line()
    if not receipts:
        printer.line(_("Nothing has been handed in from here."))
        return
    printer.line(_("Handed in"), "bold")
    for receipt in reversed(receipts):
        earned = (
            _("%(points)s of %(max_points)s points", points=numbers.points(receipt.points),
              max_points=numbers.points(receipt.max_points or 0.0))
            if receipt.points is not None
            else _("not graded here")
        )  # fmt: skip
        files = printer.language.ngettext("%(n)s file", "%(n)s files", len(receipt.files))
        when = f"{receipt.created.astimezone():%Y-%m-%d %H:%M}"
        printer.put(
            printer.text(f"{when}  {files}, {earned}  {code(receipt.sha256[:12])}  {one_line(receipt.destination)}"), 2
        )


def _table(printer: Printer, headings: Sequence[str]) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    for heading in headings:
        table.add_column(printer.text(heading), overflow="fold")
    return table
