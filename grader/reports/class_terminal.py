"""A class in a terminal: the summary after grading, and what the gradebook holds."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.records.notes import Note
from grader.reports import numbers
from grader.reports.class_overview import IndexRow, common_families, common_mistakes, faults_first, held, not_taken
from grader.reports.language import Language
from grader.reports.note_sentences import note_sentence, note_source
from grader.reports.printing import STYLES, Printer
from grader.reports.safe_text import clean


def render_class_table(
    rows: Sequence[IndexRow], console: Console, language: Language, strays: Sequence[Note] = ()
) -> None:
    """Print the summary of a class: a row for each learner, what is held and what was not taken, other notes, then the
    most common mistakes. `strays` are the notes on what belongs to nobody."""
    printer = Printer(console, language)
    _ = printer.language.gettext
    handed_in = [row for row in faults_first(rows) if not row.nothing]
    if handed_in:
        _print_learners(handed_in, printer)
    weak = [row for row in rows if row.weak_isolation]
    _print_names(_("Ran under weak isolation, which keeps no code from reading other files"), weak, printer)
    _print_notes(_("Held"), [(one.row.learner, one.note) for one in held(rows) if one.row], printer)
    left = [(one.row.learner if one.row else _("nobody's"), one.note) for one in not_taken(rows, strays)]
    _print_notes(_("Not taken"), left, printer)
    noted = [(row.learner, note) for row in rows for note in row.notes]
    others = [
        (learner, note) for learner, note in noted if not (note.held or note.not_taken) and note.kind != "not_on_roster"
    ]
    _print_notes(_("Notes"), others, printer)
    _print_names(_("Nothing handed in that counts"), [row for row in rows if row.nothing], printer)
    strangers = [row for row in rows if any(note.kind == "not_on_roster" for note in row.notes)]
    _print_names(_("Not on the roster"), strangers, printer)
    common = common_mistakes(handed_in)
    if common:
        printer.line()
        printer.line(_("Most common mistakes"), "bold")
        for one in common:
            printer.put(printer.text(f"{one.learners} × {printer.language.pick(one.mistake.finding)}"), 2)
    families = common_families(handed_in)
    if families:
        printer.line()
        printer.line(_("Kinds of mistakes"), "bold")
        for family in families:
            again = f" ({_('in several functions: %(n)s', n=family.repeating)})" if family.repeating else ""
            printer.put(printer.text(f"{family.learners} × {printer.language.pick(family.title)}{again}"), 2)


def render_gradebook(rows: Sequence[IndexRow], assignment: str, console: Console, language: Language) -> None:
    """Print one assignment of a gradebook: everybody, with their points and when they handed in."""
    printer = Printer(console, language)
    _ = printer.language.gettext
    printer.line(assignment, "bold")
    table = _table(printer, (_("Learner"), _("Name"), _("Points"), _("Handed in (UTC)"), _("Remarks")))
    for row in rows:
        table.add_row(
            printer.text(row.learner, limit=60),
            printer.text(row.name, limit=60),
            printer.text(_points(row)),
            printer.text(row.handed_in),
            _remarks(row, printer),
        )
    console.print(table)


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


def _print_notes(heading: str, notes: Sequence[tuple[str, Note]], printer: Printer) -> None:
    if notes:
        printer.line()
        printer.line(heading, "bold")
        for whose, note in notes:
            printer.put(printer.text(f"{whose}, {note_source(note)}: {note_sentence(note, printer.language)}"), 2)


def _print_names(heading: str, rows: Sequence[IndexRow], printer: Printer) -> None:
    if rows:
        printer.line()
        printer.line(heading, "bold")
        printer.put(printer.text(", ".join(row.learner for row in rows), limit=20_000), 2)


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
