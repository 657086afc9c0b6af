"""What a learner's code printed, by case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from grader.grading.result import CaseResult, CheckResult
from grader.reports.language import Language
from grader.reports.safe_text import EMPTY, Clean, clean
from grader.reports.sentences import first_failing, printed_in

_OUTPUT_CHARACTERS = 4000
_OUTPUT_LINES = 60


@dataclass(frozen=True, slots=True)
class Printed:
    """What the code printed in a case, and what stands above it."""

    above: Clean
    text: Clean


def printed_of(check: CheckResult, language: Language) -> Printed | None:
    """What was printed in the case that is told of; None where nothing was, or that is not known."""
    found = first_failing(check)
    return _printed_in(found[1], found[0], language) if found is not None else None


def printed_by_case(check: CheckResult, language: Language) -> Iterator[Printed]:
    """What was printed in each case that did not pass; of the others, it is not known by case."""
    for number, case in enumerate(check.cases, 1):
        if printed := _printed_in(case, number, language):
            yield printed


def _printed_in(case: CaseResult, number: int, language: Language) -> Printed | None:
    text = printed_text(case.output, language)
    return Printed(printed_in(case, number, language), text) if text else None


def printed_text(text: str, language: Language) -> Clean:
    """What the learner's code printed, cut to what a report can hold."""
    if not text.strip():
        return EMPTY
    lines = clean(text, _OUTPUT_CHARACTERS).rstrip().split("\n")
    if len(lines) > _OUTPUT_LINES:
        left = text.count("\n") + 1 - _OUTPUT_LINES
        more = language.ngettext("… and %(n)s more line", "… and %(n)s more lines", left)
        lines = [*lines[:_OUTPUT_LINES], more]
    return Clean("\n".join(lines))
