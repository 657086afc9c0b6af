"""How far a learner has come, by chapter and role, and what they have handed in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec
from rich.console import Console
from rich.table import Table

from grader.grading.result import Result, Sentence
from grader.reports import numbers
from grader.reports.language import Language
from grader.reports.printing import Printer
from grader.reports.safe_text import code, one_line
from grader.reports.views import view_of
from grader.reports.vocabulary import role_word

if TYPE_CHECKING:
    from grader.records.delivery import Receipt


@dataclass(frozen=True, slots=True)
class ChapterProgress:
    """One chapter: for each role how many checks pass, and of how many."""

    title: Sentence
    roles: Mapping[str, tuple[int, int]]
    points: float
    max_points: float


def progress_of(result: Result) -> tuple[ChapterProgress, ...]:
    """The chapters of a result, in its order."""
    chapters = []
    for _, members in groupby(result.exercises, key=lambda exercise: exercise.chapter):
        exercises = list(members)
        roles: dict[str, tuple[int, int]] = {}
        for check in (check for exercise in exercises for check in exercise.checks):
            passed, total = roles.get(check.role, (0, 0))
            roles[check.role] = (passed + (check.status == "passed"), total + 1)
        chapters.append(
            ChapterProgress(
                exercises[0].chapter_title,
                roles,
                sum(exercise.points for exercise in exercises),
                sum(exercise.max_points for exercise in exercises),
            )
        )
    return tuple(chapters)


def render_progress(result: Result, console: Console, language: Language) -> None:
    """Print a row for each chapter, with the checks passed in each role."""
    printer = Printer(console, language)
    chapters = progress_of(result)
    met = dict.fromkeys(role for chapter in chapters for role in chapter.roles)
    roles = [role for role in dict.fromkeys([*(role.name for role in result.roles), *met]) if role in met]
    words = [role_word(role, result.roles, printer.language) for role in roles]
    table = _table(printer, [printer.language.gettext("Chapter"), *words])
    table.add_column(printer.text(printer.language.gettext("Points")), justify="right")
    for chapter in chapters:
        counts = [chapter.roles.get(role) for role in roles]
        table.add_row(
            printer.text(printer.language.pick(chapter.title)),
            *(
                printer.text(
                    f"{count[0]}/{count[1]}" if count else "", "green" if count and count[0] == count[1] else ""
                )
                for count in counts
            ),
            printer.text(f"{numbers.points(chapter.points)} / {numbers.points(chapter.max_points)}"),
        )
    console.print(table)
    begun = tuple(exercise for exercise in result.exercises if exercise.submitted)
    step = view_of(msgspec.structs.replace(result, exercises=begun or result.exercises), printer.language).next_step
    if step:
        printer.line(printer.language.gettext("Next: %(step)s", step=step))


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
