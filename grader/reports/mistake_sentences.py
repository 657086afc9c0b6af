"""Named mistakes as sentences: what was done, the question that leads to the cause, and how several belong together."""

from __future__ import annotations

from dataclasses import dataclass

from grader.grading.result import CheckResult
from grader.reports.language import Language
from grader.reports.safe_text import EMPTY, Clean


@dataclass(frozen=True, slots=True)
class Mistake:
    """A named mistake: what was done, and the question that leads to the cause."""

    finding: Clean
    hint: Clean


def told_mistakes(check: CheckResult, language: Language) -> tuple[Mistake, ...]:
    """The named mistakes: equal ones are named once, and a hint that several share is given once, with the last. Of two
    that each explain the result, and of which one says what the other says and more, only what they share is told."""
    mistakes = dict.fromkeys((language.pick(one.finding), language.pick(one.hint)) for one in check.mistakes)
    if not check.together:
        findings = [finding for finding, _ in mistakes]
        mistakes = {one: None for one in mistakes if not any(_says_more(one[0], other) for other in findings)}
    last = {hint: finding for finding, hint in mistakes}
    return tuple(Mistake(finding, hint if last[hint] == finding else EMPTY) for finding, hint in mistakes)


def _says_more(finding: Clean, than: Clean) -> bool:
    return finding != than and finding.startswith(than.rstrip(".\u3002"))


def mistakes_lead(check: CheckResult, language: Language) -> Clean:
    """What is said before several mistakes: that each of them explains the result, or only both together."""
    if len(told_mistakes(check, language)) < 2:
        return EMPTY
    if check.together:
        return language.gettext("Both of these together give exactly what you get:")
    return several_mistakes(language)


def several_mistakes(language: Language) -> Clean:
    """What is said before findings each of which explains the result by itself."""
    return language.gettext("Each of these alone gives exactly what you get. Which one is yours?")
