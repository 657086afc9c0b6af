"""A class in a terminal: the summary after grading, and what the gradebook holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.reports import numbers
from grader.reports.class_overview import IndexRow, faults_first
from grader.reports.class_summary import KEPT, ClassSummary, Listed, NotTaken, most_failed_first
from grader.reports.language import Language
from grader.reports.local_times import local_column, now, zone_of
from grader.reports.note_sentences import note_sentence, note_source
from grader.reports.printing import STYLES, Printer
from grader.reports.safe_text import clean

SHOWN_LEARNERS = KEPT
"""A class of more learners than this is told in numbers: a line for each would scroll away what matters."""
SHOWN_NOTES = 20
ROWS_OF_A_TABLE = 500
"""So many learners of a gradebook are in one table, which is held as a whole."""
SHOWN_CHECKS = 5


def render_class_table(summary: ClassSummary, console: Console, language: Language) -> None:
    """Print the summary of a class: a line for each learner of a class that is not too large for it, what is held and
    what was not taken, other notes, then the most common mistakes. Of a long list, the beginning."""
    printer = Printer(console, language)
    _ = printer.language.gettext
    if summary.handed_in.total > SHOWN_LEARNERS:
        _print_counts(summary, printer)
        _print_names(_("The grader itself failed"), summary.faults, printer)
    elif summary.handed_in:
        _print_learners(faults_first(summary.handed_in.first), printer)
    weak = _("Ran under weak isolation, which keeps no code from reading other files")
    _print_names(weak, summary.weak_learners, printer)
    _print_notes(_("Held"), summary.held, printer)
    _print_notes(_("Not taken"), summary.not_taken(), printer)
    _print_notes(_("Notes"), summary.noted, printer)
    _print_names(_("Nothing handed in that counts"), summary.nothing, printer)
    _print_names(_("Not on the roster"), summary.strangers, printer)
    if common := summary.mistakes():
        printer.line()
        printer.line(_("Most common mistakes"), "bold")
        for one in common:
            printer.put(printer.text(f"{one.learners} × {printer.language.pick(one.mistake.finding)}"), 2)
    if families := summary.families():
        printer.line()
        printer.line(_("Kinds of mistakes"), "bold")
        for family in families:
            again = f" ({_('in several functions: %(n)s', n=family.repeating)})" if family.repeating else ""
            printer.put(printer.text(f"{family.learners} × {printer.language.pick(family.title)}{again}"), 2)


def render_gradebook(rows: Iterable[IndexRow], assignment: str, console: Console, language: Language) -> None:
    """Print one assignment of a gradebook: everybody, with their points and when they handed in. The rows are taken as
    they come; of a large class, each block of them is a table of its own, whose columns are as wide as it needs."""
    printer = Printer(console, language)
    _ = printer.language.gettext
    printer.line(assignment, "bold")
    headings = _("Learner"), _("Name"), _("Points"), _("Handed in (%(zone)s)", zone=zone_of(now())), _("Remarks")
    coming = iter(rows)
    block = list(islice(coming, ROWS_OF_A_TABLE))
    while True:
        table = _table(printer, headings)
        for row in block:
            table.add_row(
                printer.text(row.learner, limit=60),
                printer.text(row.name, limit=60),
                printer.text(_points(row)),
                printer.text(local_column(row.handed_in)),
                _remarks(row, printer),
            )
        console.print(table)
        block = list(islice(coming, ROWS_OF_A_TABLE))
        if not block:
            return


def _print_learners(rows: Sequence[IndexRow], printer: Printer) -> None:
    _ = printer.language.gettext
    table = _table(printer, (_("Learner"), _("Points"), _("Checks"), _("First to fix")))
    for row in rows:
        table.add_row(
            printer.text(row.learner, limit=60),
            printer.text(_points(row)),
            printer.text(f"{row.counts.get('passed', 0)} / {sum(row.counts.values())}"),
            _first_to_fix(row, printer),
        )
    printer.console.print(table)


def _print_counts(summary: ClassSummary, printer: Printer) -> None:
    """What a line for each learner would be too long for."""
    language = printer.language
    _ = language.gettext
    low, middle, high = (numbers.points(summary.quantile(share)) for share in (0.25, 0.5, 0.75))
    printer.line(
        language.ngettext("%(n)s learner handed in", "%(n)s learners handed in", summary.handed_in.total), "bold"
    )
    said = (
        _("median %(points)s points", points=middle),
        _("Half of those who handed in have between %(low)s and %(high)s points.", low=low, high=high),
        language.ngettext("%(n)s has all points.", "%(n)s have all points.", summary.complete),
        _("Everybody is on the class page."),
    )
    for line in said:
        printer.put(printer.text(line), 2)
    shares = [share for share in most_failed_first(summary.shares()) if share.failed][:SHOWN_CHECKS]
    if shares:
        printer.line()
        printer.line(_("What the class gets wrong"), "bold")
    for share in shares:
        check = share.check
        what = f"{printer.language.pick(check.title)}: {printer.language.pick(check.role)}, {clean(check.function)}"
        part = _("%(failed)s of %(total)s", failed=share.failed, total=share.total)
        printer.put(printer.text(f"{numbers.percent(share.failed, share.total)} % ({part}) {what}"), 2)


def _print_notes(heading: str, notes: Listed[NotTaken], printer: Printer) -> None:
    if notes:
        printer.line()
        printer.line(heading, "bold")
        for one in notes.first[:SHOWN_NOTES]:
            whose = one.row.learner if one.row else printer.language.gettext("nobody's")
            said = note_sentence(one.note, printer.language)
            printer.put(printer.text(f"{whose}, {note_source(one.note)}: {said}"), 2)
        _print_more(notes.total - SHOWN_NOTES, printer)


def _print_names(heading: str, rows: Listed[IndexRow], printer: Printer) -> None:
    if rows:
        printer.line()
        printer.line(heading, "bold")
        printer.put(printer.text(", ".join(row.learner for row in rows.first), limit=20_000), 2)
        _print_more(rows.left, printer)


def _print_more(left: int, printer: Printer) -> None:
    if left > 0:
        language = printer.language
        said = language.ngettext("… and %(n)s more, on the class page", "… and %(n)s more, on the class page", left)
        printer.put(printer.text(said), 2)


def _table(printer: Printer, headings: Sequence[str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    for heading in headings:
        table.add_column(printer.text(heading), overflow="fold")
    return table


def _points(row: IndexRow) -> str:
    if row.nothing or (row.fault and not row.kept):
        return "–"
    return f"{numbers.points(row.points)} / {numbers.points(row.max_points)}"


def _first_to_fix(row: IndexRow, printer: Printer) -> Text:
    if row.fault:
        return printer.text(printer.language.gettext("The grader itself failed."), STYLES["fault"])
    if row.first is None:
        return printer.text("")
    stop = row.first
    return printer.text(
        f"{printer.language.pick(stop.title)}: {printer.language.pick(stop.role)}, {clean(stop.function)}"
    )


def _remarks(row: IndexRow, printer: Printer) -> Text:
    _ = printer.language.gettext
    said = [_("The grader itself failed.")] if row.fault else []
    said += [note_sentence(note, printer.language) for note in row.notes]
    if row.nothing and not row.notes:
        said.append(_("Nothing handed in that counts"))
    return printer.text(" ".join(said), STYLES["fault"] if row.fault else "", limit=2000)
