"""Sentences about why other points count than were graded, and what an instructor wrote."""

from __future__ import annotations

from grader.grading.result import Adjustment, Result
from grader.reports import numbers
from grader.reports.language import Language
from grader.reports.local_times import local_time
from grader.reports.safe_text import Clean, clean, code


def adjustment_sentences(result: Result, language: Language) -> tuple[Clean, ...]:
    """One sentence for each adjustment."""
    return tuple(_sentence(one, language) for one in result.adjustments)


def _sentence(one: Adjustment, language: Language) -> Clean:
    _ = language.gettext
    about = f"{code(one.check, 160)}: " if one.check else ""
    if one.kind == "late":
        said = _(
            "Handed in late (%(time)s): %(percent)s is taken off.", time=_time(one.at), percent=f"{one.percent:g} %"
        )
    elif one.kind == "override":
        points = numbers.points(one.points or 0.0)
        said = _("The points were set to %(points)s by %(who)s: %(why)s", points=points, who=one.who, why=one.text)
    elif one.kind == "excluded":
        said = _("This work does not count. %(why)s", why=one.text)
    else:
        said = _("Comment by %(who)s: %(text)s", who=one.who, text=one.text)
    return Clean(about + clean(said))


def _time(text: str) -> str:
    return local_time(text) if text else "–"
