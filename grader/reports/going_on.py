"""What a learner does next, how far a chapter is, and the lists of `grader list`, `next` and `status`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.table import Table

from grader.grading.result import Role, Status
from grader.records.exercise_states import ExerciseState, State, next_exercise
from grader.reports import numbers
from grader.reports.language import N_, Language
from grader.reports.printing import STYLES, Printer
from grader.reports.safe_text import Clean, code
from grader.reports.vocabulary import role_word

Titles = Mapping[str, Mapping[str, str]]
"""The titles of chapters by their folders, in every language of the course."""

_WORDS: dict[State, str] = {
    "absent": N_("not here"),
    "untouched": N_("not begun"),
    "unchecked": N_("changed, not checked since"),
    "begun": N_("begun"),
    "done": N_("done"),
}
_SIGNS: dict[State, Status] = {
    "absent": "not_attempted", "untouched": "not_attempted", "unchecked": "blocked", "begun": "failed",
    "done": "passed",
}  # fmt: skip


def step(state: ExerciseState, language: Language) -> Clean:
    """What to do in an exercise that is not done."""
    _ = language.gettext
    what = {"function": code(state.function), "file": code(state.file)}
    if state.broken:
        return _("Go on with %(function)s in %(file)s, which is not right yet.", **what)
    if state.function:
        return _("Write %(function)s in %(file)s.", **what)
    return _("Check %(file)s: it has changed since it was last checked.", file=code(state.file))


def target(state: ExerciseState) -> str:
    """What to type after `grader check`."""
    return f"{state.name}:{state.function}" if state.function else state.name


def chapter_sentence(title: str, states: Sequence[ExerciseState], language: Language) -> Clean:
    """How far a chapter is."""
    return language.gettext(
        "%(title)s: %(done)s of %(exercises)s exercises done, %(passed)s of %(checks)s checks pass.",
        title=title,
        done=sum(one.state == "done" for one in states),
        exercises=len(states),
        passed=sum(one.passed for one in states),
        checks=sum(one.total for one in states),
    )


def render_onward(
    states: Sequence[ExerciseState], touched: Sequence[str], titles: Titles, console: Console, language: Language
) -> None:
    """Print, after everything passed that was checked, how far its chapters are, and what comes next. `touched` are the
    chapters' folders."""
    printer = Printer(console, language)
    for folder in dict.fromkeys(touched):
        of_chapter = [one for one in states if one.chapter == folder]
        printer.line(chapter_sentence(_title(folder, titles, printer.language), of_chapter, printer.language))
    _render_next(states, printer)


def render_unchanged(unchanged: Sequence[str], checked: int, console: Console, language: Language) -> None:
    """Print which files were not run again, if any."""
    printer = Printer(console, language)
    _ = printer.language.gettext
    if not unchanged:
        return
    if len(unchanged) == checked:
        said = _("Nothing has changed since the last check; %(option)s runs it anew.", option=code("--again"))
    else:
        said = _(
            "Unchanged, and as at the last check: %(files)s; %(option)s runs them anew.",
            files=_(", ").join(code(file) for file in unchanged),
            option=code("--again"),
        )
    printer.line(said, "dim")


def render_next(
    states: Sequence[ExerciseState], task: str, titles: Titles, console: Console, language: Language
) -> None:
    """Print what comes next, how far its chapter is, and the commands that help. `task` is what the function's own file
    says about it."""
    printer = Printer(console, language)
    found = next_exercise(states)
    if found is not None:
        of_chapter = [one for one in states if one.chapter == found.chapter]
        title = _title(found.chapter, titles, printer.language)
        printer.line(chapter_sentence(title, of_chapter, printer.language))
    _render_next(states, printer, task)


def _render_next(states: Sequence[ExerciseState], printer: Printer, task: str = "") -> None:
    _ = printer.language.gettext
    found = next_exercise(states)
    if found is None:
        absent = [one for one in states if one.state == "absent"]
        if absent:
            command = code(f"grader start {int(absent[0].chapter[:2])}")
            printer.line(_("Everything here is done. The next chapter: %(command)s", command=command), "bold")
        else:
            printer.line(_("Everything is done."), "bold")
        return
    printer.line(_("Next: %(step)s", step=step(found, printer.language)), "bold")
    if task:
        printer.put(task_text(printer, task), 4)
    printer.line(_("Then: %(command)s", command=f"grader check {target(found)}"))
    printer.line(_("Text: %(command)s", command=code(f"grader read {found.name}")), "dim")
    if found.function:
        printer.line(_("A hint: %(command)s", command=code(f"grader hint {target(found)}")), "dim")


def task_text(printer: Printer, task: str) -> str:
    """A function's own description as it is written in its file."""
    return printer.plain(task, limit=2000)


def render_list(states: Sequence[ExerciseState], titles: Titles, console: Console, language: Language) -> None:
    """Print every exercise, chapter by chapter: how far it is, and its file."""
    printer = Printer(console, language)
    for folder, members in groupby(states, key=lambda one: one.chapter):
        of_chapter = list(members)
        printer.line()
        number = int(folder[:2])
        printer.line(f"{number} {_title(folder, titles, printer.language)}", "bold")
        if all(one.state == "absent" for one in of_chapter):
            said = printer.language.ngettext(
                "%(n)s exercise, not in this folder yet: %(command)s",
                "%(n)s exercises, not in this folder yet: %(command)s",
                len(of_chapter),
                command=code(f"grader start {number}"),
            )
            printer.put(printer.text(said, "dim"), 2)
            continue
        printer.put(_exercises(of_chapter, printer), 1)


def _exercises(states: Sequence[ExerciseState], printer: Printer) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_header=False)
    for _column in range(4):
        table.add_column(overflow="fold")
    for one in states:
        status = _SIGNS[one.state]
        word = printer.language.gettext(_WORDS[one.state])
        table.add_row(
            printer.text(printer.signs[status], STYLES[status]),
            printer.text(one.name),
            printer.text(printer.language.pick(dict(one.title))),
            printer.text(f"{word}  {one.passed}/{one.total}", STYLES[status]),
        )
    return table


def render_status(
    states: Sequence[ExerciseState], roles: Sequence[Role], titles: Titles, console: Console, language: Language
) -> None:
    """Print a row for each chapter, with the checks passed in each role, and what comes next."""
    printer = Printer(console, language)
    _ = printer.language.gettext
    met = dict.fromkeys(role for one in states for role in one.roles)
    shown = [role for role in dict.fromkeys([*(role.name for role in roles), *met]) if role in met]
    table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False, header_style="dim")
    for heading in (_("Chapter"), *(role_word(role, roles, printer.language) for role in shown)):
        table.add_column(printer.text(heading), overflow="fold")
    table.add_column(printer.text(_("Points")), justify="right")
    for folder, members in groupby(states, key=lambda one: one.chapter):
        of_chapter = list(members)
        counts = [_sum(of_chapter, role) for role in shown]
        table.add_row(
            printer.text(_title(folder, titles, printer.language)),
            *(
                printer.text(f"{got}/{total}" if total else "", "green" if total and got == total else "")
                for got, total in counts
            ),
            printer.text(
                f"{numbers.points(sum(one.points for one in of_chapter))} / "
                f"{numbers.points(sum(one.max_points for one in of_chapter))}"
            ),
        )
    console.print(table)
    if changed := [code(one.file) for one in states if one.state == "unchecked"]:
        said = _("Changed since the last check, and not counted here: %(files)s", files=_(", ").join(changed))
        printer.line(said)
    _render_next(states, printer)


def _sum(states: Sequence[ExerciseState], role: str) -> tuple[int, int]:
    counts = [one.roles.get(role, (0, 0)) for one in states]
    return sum(got for got, _ in counts), sum(total for _, total in counts)


def _title(folder: str, titles: Titles, language: Language) -> Clean:
    return language.pick(dict(titles.get(folder) or {"": folder}))
