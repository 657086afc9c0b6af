"""The fate of mutants, for a terminal: a row for each function, then every survivor as a small diff."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from grader.grading.mutation.findings import (
    CAUGHT,
    CAUGHT_OF_A_FUNCTION,
    EQUIVALENT,
    ExerciseFindings,
    Findings,
    StaleDeclaration,
)
from grader.reports.language import N_, Language

OPERATORS = (
    N_("operator"), N_("logic"), N_("condition"), N_("term dropped"), N_("operands exchanged"), N_("constant"),
    N_("name"), N_("attribute"), N_("slice"), N_("order of a tuple"), N_("function"), N_("exception"),
    N_("call dropped"), N_("order of arguments"), N_("argument dropped"), N_("range"), N_("statement dropped"),
    N_("statement repeated"), N_("order of statements"), N_("dedent"), N_("indent"), N_("loop control"),
    N_("no_grad dropped"), N_("zero_grad inserted"), N_("detach inserted"),
)  # fmt: skip
"""The names of the kinds of edits."""


def render_findings(findings: Findings, console: Console, language: Language) -> None:
    """Print what became of the mutants, what has to be done, and whether the thresholds are met."""
    console.print(_table(findings, language))
    for exercise in findings.exercises:
        _print_survivors(exercise, console, language)
        for declaration in exercise.stale:
            _print_stale(declaration, console, language)
    console.print()
    for line, good in _bars(findings, language):
        console.print(Text(line, "green" if good else "red"))


def _table(findings: Findings, language: Language) -> Table:
    _ = language.gettext
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
    table.add_column(_("Exercise"), overflow="fold")
    table.add_column(_("Function"), overflow="fold")
    for heading in (_("Mutants"), _("Caught"), _("Survivors"), _("Equivalent"), _("Share")):
        table.add_column(heading, justify="right")
    for exercise in findings.exercises:
        for number, function in enumerate(exercise.functions):
            table.add_row(
                exercise.exercise if number == 0 else "",
                function.function,
                str(function.mutants),
                str(function.caught),
                str(len(function.survivors)),
                str(len(function.equivalent)),
                Text(_percent(function.share), "green" if function.passes else "red"),
            )
    return table


def _print_survivors(exercise: ExerciseFindings, console: Console, language: Language) -> None:
    for function in exercise.functions:
        for fate in function.survivors:
            console.print()
            names = {"function": fate.function, "operator": language.gettext(fate.operator)}
            said = language.gettext("%(function)s, %(operator)s: no check sees it", **names)
            _print_place(f"{exercise.file}:{fate.line}", said, console)
            _print_diff(fate.was, fate.now, console)


def _print_stale(declaration: StaleDeclaration, console: Console, language: Language) -> None:
    if declaration.why == "caught":
        said = language.gettext("recorded as equivalent, but a check catches it: remove the record")
    else:
        said = language.gettext("recorded as equivalent, but no mutant has these lines: fix or remove the record")
    console.print()
    _print_place(f"{declaration.file}:{declaration.line}", f"{declaration.function}: {said}", console)
    _print_diff(declaration.was, declaration.now, console)


def _print_place(place: str, said: str, console: Console) -> None:
    console.print(Text.assemble((place, "bold"), f"  {said}"), soft_wrap=True)


def _print_diff(was: str, now: str, console: Console) -> None:
    for mark, lines, style in (("-", was, "red"), ("+", now, "green")):
        for line in lines.splitlines() or [""]:
            console.print(Text(f"  {mark} {line}".rstrip(), style), soft_wrap=True)


def _bars(findings: Findings, language: Language) -> list[tuple[str, bool]]:
    _ = language.gettext
    low = [function for exercise in findings.exercises for function in exercise.functions if not function.passes]
    stale = sum(len(exercise.stale) for exercise in findings.exercises)
    bars = [
        (
            _(
                "%(caught)s of %(mutants)s mutants are caught, %(share)s of those not recorded as equivalent"
                " (at least %(bar)s)",
                caught=findings.caught,
                mutants=findings.mutants,
                share=_percent(findings.share),
                bar=_percent(CAUGHT),
            ),
            findings.share >= CAUGHT,
        ),
        (
            _(
                "%(share)s are recorded as equivalent (less than %(bar)s)",
                share=_percent(findings.equivalent_share),
                bar=_percent(EQUIVALENT),
            ),
            findings.equivalent_share < EQUIVALENT,
        ),
    ]
    if low:
        names = ", ".join(function.function for function in low)
        bars.append((_("below %(bar)s: %(names)s", bar=_percent(CAUGHT_OF_A_FUNCTION), names=names), False))
    if stale:
        said = language.ngettext(
            "%(n)s record of an equivalent mutant is stale", "%(n)s records of equivalent mutants are stale", stale
        )
        bars.append((said, False))
    return [(str(line), good) for line, good in bars]


def _percent(share: float) -> str:
    """A share, rounded towards zero: what is below a threshold never looks as if it met it."""
    return f"{int(share * 1000 + 1e-9) / 10:g} %"
