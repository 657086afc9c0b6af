"""Under what circumstances a result was made: isolation, seed, software."""

from __future__ import annotations

from grader.grading.result import DrawnFrom, Result
from grader.reports import numbers
from grader.reports.language import Language
from grader.reports.safe_text import EMPTY, Clean, clean, join, one_line


def environment_rows(result: Result, language: Language) -> tuple[tuple[Clean, Clean], ...]:
    """The rows of a report's table: what isolation was reached, what the cases were drawn from, what software ran."""
    _ = language.gettext
    isolation = result.isolation
    level = one_line(isolation.level, 60)
    if isolation.layers:
        level = _("%(level)s (%(layers)s)", level=level, layers=_(", ").join(map(clean, isolation.layers)))
    made_with = result.environment
    return (
        (_("Isolation"), level),
        *(((_("Refused system calls"), refused),) if (refused := _refused(result, language)) else ()),
        *(((_("Seed"), clean(result.seed)),) if result.seed is not None else ()),
        (_("Variant"), clean(result.variant)),
        *(((_("Drawn cases"), drawn),) if (drawn := _drawn_from(result.drawn_from, language)) else ()),
        (_("Grader"), one_line(made_with.grader, 40)),
        (_("Python"), one_line(made_with.python, 40)),
        (_("PyTorch"), one_line(made_with.torch, 40)),
        (_("System"), one_line(made_with.platform, 80)),
        (_("Time"), _("%(seconds)s s", seconds=numbers.seconds(result.seconds))),
    )


def _refused(result: Result, language: Language) -> Clean:
    _ = language.gettext
    return join([one_line(name, 40) for name in result.refused_calls], _(", "))


def _drawn_from(drawn_from: DrawnFrom, language: Language) -> Clean:
    """Which key the drawn cases follow from; empty where that is not known."""
    _ = language.gettext
    match drawn_from:
        case "course":
            return _("from the course's key")
        case "gradebook":
            return _("from the gradebook's key")
        case "given":
            return _("from a key that was given")
        case "seed":
            return _("from a seed that was given")
    return EMPTY
