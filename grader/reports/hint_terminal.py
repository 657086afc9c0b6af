"""A hint in a terminal."""

from __future__ import annotations

from rich.console import Console

from grader.reports.hint_ladder import Advice, RungKind
from grader.reports.language import N_, Language
from grader.reports.printing import Printer
from grader.reports.safe_text import clean, code

_HEADINGS: dict[RungKind, str] = {
    "seen": N_("What was seen"),
    "question": N_("A question"),
    "place": N_("Where to look"),
    "example": N_("A worked example"),
}
_INDENT = 4
_LINE = 2000


def render_hint(advice: Advice, console: Console, language: Language) -> None:
    """Print one hint, and how to get the next."""
    put = Printer(console, language)
    _ = put.language.gettext
    rung, number, of = advice.rung, advice.number, advice.of
    title, function = advice.exercise.title, code(advice.check.function)
    put.line(_("%(title)s: %(function)s", title=title, function=function), "bold")
    heading = _(_HEADINGS[rung.kind])
    put.line(_("Hint %(number)s of %(of)s · %(heading)s", number=number, of=of, heading=heading), "dim")
    for said in rung.said:
        put.put(put.text(said), _INDENT)
    if rung.location is not None and rung.location.source:
        put.put(put.text(rung.location.source.strip()), 2 * _INDENT)
    print_markdown(rung.markdown, put)
    if number < of:
        put.line(_("The same command gives the next hint, unless you change the function."), "dim")
    else:
        put.line(_("That was the last hint. If it does not help, show somebody your code."), "dim")


def print_markdown(markdown: str, put: Printer) -> None:
    """Print an example: its paragraphs, and its code as it is written, without the fences."""
    inside = False
    for line in markdown.splitlines():
        if line.startswith("```"):
            inside = not inside
        elif inside or line.strip():
            text = put.text(clean(line), "bold" if inside else "", limit=_LINE)
            put.put(text, 2 * _INDENT if inside else _INDENT)
        else:
            put.line()
