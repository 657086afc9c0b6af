"""Reports for a terminal: with and without colour, narrow or wide, in UTF-8 or plain ASCII."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from grader.grading.result import Result
from grader.reports.language import Language
from grader.reports.printing import STYLES, Printer
from grader.reports.views import CheckView, ExerciseView, Explanation, Location, ReportView, view_of

_INDENT = 4


def render_terminal(result: Result, console: Console, language: Language, verbose: bool = False) -> None:
    """Print a result.

    In each exercise, the first stage that breaks is explained in full, and the others have a line each; `verbose`
    explains them all and shows what the code printed.
    """
    printer = Printer(console, language)
    _Report(printer, verbose).show(view_of(result, printer.language))


def render_exercise(result: Result, console: Console, language: Language) -> None:
    """Print a result's exercises alone, as `render_terminal` does, without what is said about the whole submission."""
    printer = Printer(console, language)
    report = _Report(printer, verbose=False)
    for chapter in view_of(result, printer.language).chapters:
        for exercise in chapter.exercises:
            report.exercise(exercise)


def render_check(check: CheckView, printer: Printer) -> None:
    """Print why a check does not pass, and where to look."""
    _Report(printer, verbose=False).why(check)


class _Report:
    """Prints one report."""

    def __init__(self, printer: Printer, verbose: bool) -> None:
        self._printer = printer
        self._verbose = verbose
        self._gettext = printer.language.gettext

    def show(self, report: ReportView) -> None:
        _ = self._gettext
        put = self._printer
        put.line(f"{report.learner} · {report.course}" if report.learner else report.course, "bold")
        for fault in report.faults:
            put.line(_("The grader itself failed: %(fault)s", fault=fault), STYLES["fault"])
        for notice in report.notices:
            put.line(notice, "dim")
        for chapter in report.chapters:
            put.line()
            put.line(f"{chapter.number} {chapter.title}" if chapter.number else chapter.title, "bold underline")
            for exercise in chapter.exercises:
                self.exercise(exercise)
        put.line()
        put.line(
            _(
                "%(summary)s %(points)s of %(max_points)s points.",
                summary=report.summary,
                points=report.points,
                max_points=report.max_points,
            ),
            "bold",
        )
        if report.begin is not None:
            put.line(_("Next: %(step)s", step=report.next_step))
            put.line(_("Then: %(command)s", command=f"grader check {report.begin.name}"))
            put.line(report.reading, "dim")

    def exercise(self, exercise: ExerciseView) -> None:
        """One exercise: its checks, and the first stage that breaks in full."""
        _ = self._gettext
        put = self._printer
        points = _("%(points)s of %(max_points)s points", points=exercise.points, max_points=exercise.max_points)
        put.line()
        put.put(put.text(f"{exercise.title} · {exercise.file} · {points}", "bold"), 1)
        if not exercise.submitted:
            put.put(put.text(_("The file was not handed in.")), _INDENT)
            return
        for said in exercise.loading:
            put.put(put.text(said), _INDENT)
        if exercise.loading:
            self._quoted(exercise.loading_error)
            self._location(exercise.loading_location)
        columns = [max(cell_len(text) for text in texts) for texts in self._columns(exercise)]
        for check in exercise.checks:
            self._check(check, columns, full=self._verbose or (check is exercise.first and not exercise.unloaded))
        if self._verbose:
            self._output(exercise.output)

    def _columns(self, exercise: ExerciseView) -> tuple[list[str], ...]:
        """The columns of the checks' lines; in a narrow terminal they are not aligned."""
        columns = tuple(
            [getattr(check, part) for check in exercise.checks] or [""] for part in ("role", "function", "word")
        )
        wide = 20 + sum(max(map(cell_len, texts)) for texts in columns) <= self._printer.console.width
        return columns if wide else ([""], [""], [""])

    def _check(self, check: CheckView, columns: list[int], full: bool) -> None:
        put = self._printer
        status = STYLES[check.status]
        head = put.text(f" {put.signs[check.status]} ", status)
        styles = (status, "bold" if full and check.status != "passed" else "", status)
        for text, width, style in zip((check.role, check.function, check.word), columns, styles, strict=True):
            head.append_text(put.text(text + " " * (max(width - cell_len(text), 0) + 2), style))
        head.append_text(put.text(f"{check.points} / {check.max_points}", "dim"))
        put.put(head)
        if check.status == "passed":
            if self._verbose:
                self._rest(check)
            return
        if not full:
            put.put(put.text(check.brief, "dim"), _INDENT)
            return
        self.why(check)

    def why(self, check: CheckView) -> None:
        """What is checked, why it does not pass, and where to look."""
        self._printer.put(self._printer.text(check.sentence, "italic"), _INDENT)
        self._explanation(check.explanation)
        self._location(check.location)
        self._rest(check)

    def _explanation(self, explanation: Explanation) -> None:
        _ = self._gettext
        put = self._printer
        if len(explanation.mistakes) > 1:
            put.put(put.text(_("Each of these mistakes would give exactly what you get:")), _INDENT)
        for mistake in explanation.mistakes:
            put.put(put.text(mistake.finding, "bold"), _INDENT)
            if mistake.hint:
                put.put(put.text(mistake.hint), _INDENT + 2)
        for said in explanation.sentences:
            put.put(put.text(said), _INDENT)
        self._quoted(explanation.error)
        if len(explanation.rows) > 1:
            self._rows(explanation)
        for said in explanation.coverage:
            put.put(put.text(said, "dim"), _INDENT)

    def _rows(self, explanation: Explanation) -> None:
        _ = self._gettext
        put = self._printer
        table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
        for heading in ("", _("yours"), _("expected")):
            table.add_column(put.text(heading), overflow="fold")
        for row in explanation.rows:
            table.add_row(*(put.text(cell, limit=80) for cell in (row.where or _("result"), row.got, row.expected)))
        put.put(table, _INDENT)

    def _location(self, location: Location | None) -> None:
        if location is not None:
            put = self._printer
            put.put(put.text(f"{location.file}:{location.line}", "dim"), _INDENT)
            if location.source:
                put.put(put.text(location.source.strip()), _INDENT + 2)

    def _quoted(self, text: str) -> None:
        if text:
            self._printer.put(self._printer.text(text, "dim"), _INDENT)

    def _rest(self, check: CheckView) -> None:
        for note in check.notes:
            self._printer.put(self._printer.text(note, "dim"), _INDENT)
        if self._verbose:
            self._output(check.output)

    def _output(self, output: str) -> None:
        if output:
            _ = self._gettext
            put = self._printer
            put.put(put.text(_("Printed:"), "dim"), _INDENT)
            put.put(put.text(output, limit=10_000), _INDENT + 2)
