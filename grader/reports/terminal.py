"""Reports for a terminal: with and without colour, narrow or wide, in UTF-8 or plain ASCII."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.grading.result import Result, Status
from grader.reports.language import Language
from grader.reports.locations import Location
from grader.reports.printing import STYLES, Printer
from grader.reports.safe_text import code
from grader.reports.views import CheckView, ExerciseView, Explanation, ReportView, view_of
from grader.reports.vocabulary import status_word

_INDENT = 4
_PRINTED = 8
"""So many lines of what the code printed are shown, unless everything is asked for."""


def render_terminal(
    result: Result, console: Console, language: Language, verbose: bool = False, recent: Sequence[str] = ()
) -> None:
    """Print a result.

    The one check to begin with is explained in full, and the others have a line each, as have exercises that are done
    or not begun; `verbose` explains them all and shows what the code printed. `recent` is as in
    `grader.reports.views.view_of`.
    """
    printer = Printer(console, language)
    _Report(printer, verbose).show(view_of(result, printer.language, recent))


def render_exercise(result: Result, console: Console, language: Language) -> None:
    """Print a result's exercises alone, as `render_terminal` does, without what is said about the whole submission."""
    printer = Printer(console, language)
    report = _Report(printer, verbose=False)
    for chapter in view_of(result, printer.language).chapters:
        for exercise in chapter.exercises:
            printer.line()
            report.exercise(exercise, explained=True)


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
            self._chapter(chapter.exercises, report)
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
            self._help(report.begin)
            put.line(report.reading, "dim")

    def _chapter(self, exercises: Sequence[ExerciseView], report: ReportView) -> None:
        """The exercises of a chapter: a block for what was begun, a line for each of the others."""
        alone = sum(len(chapter.exercises) for chapter in report.chapters) == 1
        after_line = False
        for exercise in exercises:
            in_short = not self._verbose and not alone and (exercise.complete or exercise.untouched)
            if not (in_short and after_line):
                self._printer.line()
            if in_short:
                self._line(exercise)
            else:
                self.exercise(exercise, explained=exercise is report.begin)
            after_line = in_short

    def _line(self, exercise: ExerciseView) -> None:
        """An exercise that needs no explanation."""
        put = self._printer
        status: Status = "passed" if exercise.complete else "not_attempted"
        word = status_word(status, put.language) if exercise.submitted else put.language.gettext("not here")
        end = put.text(f"  {word} ", STYLES[status])
        end.append_text(put.text(f" {exercise.points} / {exercise.max_points}", "dim"))
        file = exercise.file.rpartition("/")[2]
        for name in (f"{exercise.title} · {exercise.file}", f"{exercise.title} · {file}", file):
            line = put.text(f" {put.signs[status]} ", STYLES[status]).append_text(put.text(name))
            if line.cell_len + end.cell_len <= put.console.width:
                break
        put.put(line.append_text(end))

    def _help(self, begin: ExerciseView) -> None:
        """What else helps with a function that was written and is not right."""
        check = begin.first
        if check is None or check.hidden or check.status not in ("failed", "error", "timeout") or not begin.submitted:
            return
        _ = self._gettext
        target = f"{begin.name}:{check.function}"
        self._printer.line(_("A hint: %(command)s", command=code(f"grader hint {target}")), "dim")
        said = _("This case as plain Python: %(command)s", command=code(f"grader repro {target}"))
        self._printer.line(said, "dim")

    def exercise(self, exercise: ExerciseView, *, explained: bool) -> None:
        """One exercise: its checks and, if it is to be explained, the first one that breaks in full."""
        _ = self._gettext
        put = self._printer
        points = _("%(points)s of %(max_points)s points", points=exercise.points, max_points=exercise.max_points)
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
            first = explained and check is exercise.first and not exercise.unloaded
            self._check(check, columns, full=self._verbose or first)
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
        if not full and check.status != "passed":
            self._brief(check, head)
            return
        put.put(head)
        if check.status == "passed":
            if self._verbose:
                self._rest(check)
            return
        self.why(check)

    def why(self, check: CheckView) -> None:
        """What is checked, why it does not pass, and where to look."""
        self._printer.put(self._printer.text(check.sentence, "italic"), _INDENT)
        self._explanation(check.explanation, with_input=check.status != "not_attempted")
        self._location(check.location)
        self._rest(check)

    def _brief(self, check: CheckView, head: Text) -> None:
        """The check in a line, or in two if the terminal is narrow; that it is not written is said by its word."""
        put = self._printer
        said = put.text("" if check.status == "not_attempted" and not check.hidden else check.brief, "dim")
        if head.cell_len + 2 + said.cell_len <= put.console.width:
            put.put(head.append("  ").append_text(said) if said else head)
        else:
            put.put(head)
            put.put(said, _INDENT)

    def _explanation(self, explanation: Explanation, *, with_input: bool) -> None:
        _ = self._gettext
        put = self._printer
        if explanation.lead:
            put.put(put.text(explanation.lead), _INDENT)
        for mistake in explanation.mistakes:
            put.put(put.text(mistake.finding, "bold"), _INDENT)
            if mistake.hint:
                put.put(put.text(mistake.hint), _INDENT + 2)
        for said in explanation.sentences:
            put.put(put.text(said), _INDENT)
        self._quoted(explanation.error)
        if len(explanation.rows) > 1:
            self._rows(explanation)
        if with_input:
            self._input(explanation)
        for said in explanation.coverage:
            put.put(put.text(said, "dim"), _INDENT)

    def _input(self, explanation: Explanation) -> None:
        """The arguments of the case, as Python would assign them."""
        _ = self._gettext
        put = self._printer
        if explanation.arguments:
            put.put(put.text(_("With this input:"), "dim"), _INDENT)
        for name, value in explanation.arguments:
            put.put(Text.assemble(put.plain(name), " = ", put.plain(value), overflow="fold"), _INDENT + 2)

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
        if check.printed is not None and not self._verbose:
            self._output(check.printed.text, check.printed.above)
        elif self._verbose and check.by_case:
            for printed in check.by_case:
                self._output(printed.text, printed.above)
            if check.printed_elsewhere:
                _ = self._gettext
                self._output(check.output, _("Printed in all cases together:"))
        else:
            self._output(check.output)

    def _output(self, output: str, above: str = "") -> None:
        """What the code printed: by default, in all cases of a check together."""
        if output:
            _ = self._gettext
            put = self._printer
            lines = output.split("\n")
            put.put(put.text(above or _("Printed:"), "dim"), _INDENT)
            shown = lines if self._verbose or len(lines) <= _PRINTED + 1 else lines[:_PRINTED]
            put.put(put.text("\n".join(shown), limit=10_000), _INDENT + 2)
            if left := len(lines) - len(shown):
                more = put.language.ngettext(
                    "… and %(n)s more line: %(option)s shows it.",
                    "… and %(n)s more lines: %(option)s shows them.",
                    left,
                    option=code("-v"),
                )
                put.put(put.text(more, "dim"), _INDENT + 2)
