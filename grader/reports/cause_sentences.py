"""What is said about a check that failed with a value or an exception, in the order in which it is read."""

from __future__ import annotations

from grader.grading.result import CaseResult, CheckResult
from grader.reports.dependence_sentences import dependence_sentences, divergence_sentences
from grader.reports.language import Language
from grader.reports.relation_sentences import relation_sentences
from grader.reports.safe_text import Clean
from grader.reports.sentences import failing_sentences


def explaining_sentences(check: CheckResult, case: CaseResult, number: int, language: Language) -> list[Clean]:
    """What the numbers show over all cases, then the simplest failing case; an exception comes before both."""
    said = failing_sentences(check, case, number, language)
    causes = numbers_sentences(check, language)
    return [*said, *causes] if case.error is not None else [*causes, *said]


def numbers_sentences(check: CheckResult, language: Language) -> list[Clean]:
    """What the numbers of a check that failed say about their cause; nothing where a mistake is named."""
    if check.mistakes:
        return []
    return [
        *relation_sentences(check, language),
        *divergence_sentences(check, language),
        *dependence_sentences(check, language),
    ]
