"""Families of mistakes as sentences: what is done for the second time, and where it was done first."""

from __future__ import annotations

from grader.grading.result import CheckResult
from grader.reports.language import Language
from grader.reports.safe_text import Clean, code


def repeated_sentences(check: CheckResult, language: Language) -> tuple[Clean, ...]:
    """For each family that the check's function is not the first one to have a mistake of, that it is met again."""
    _ = language.gettext
    said = []
    for family in check.repeated:
        values = {"what": language.pick(family.again), "function": code(family.first)}
        if family.times == 2:
            said.append(_("This is the second time that %(what)s (first: %(function)s).", **values))
        else:
            said.append(
                _("This is time number %(times)s that %(what)s (first: %(function)s).", times=family.times, **values)
            )
    return tuple(said)
