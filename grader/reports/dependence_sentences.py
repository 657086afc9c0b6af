"""What a learner's answer does not depend on, where it is right, and where a training run leaves the path, in words."""

from __future__ import annotations

from grader.grading.result import CheckResult
from grader.reports.condition_texts import case_condition, product_text
from grader.reports.difference_sentences import listed, place
from grader.reports.language import Language
from grader.reports.numbers import number, pair
from grader.reports.safe_text import EMPTY, Clean, code


def dependence_sentences(check: CheckResult, language: Language) -> list[Clean]:
    """What the result of a check that failed does not depend on, and where it is right.

    That an argument is never read is said where the source shows it, else what the numbers show.
    """
    found = check.dependence
    if found is None:
        return []
    _ = language.gettext
    said = []
    function = code(check.function)
    unread = listed([code(name) for name in found.unread], language)
    told = any(one.kind == "argument_unused" for one in check.evidence)
    if found.unread and not told:
        said.append(_("Your %(function)s never reads its argument %(names)s.", function=function, names=unread))
    if found.everything:
        said.append(_("Your %(function)s gives the same result in every case.", function=function))
    ignored = [code(name) for name in found.ignores if name not in found.unread]
    if ignored:
        names = listed(ignored, language)
        said.append(_("Your result stays the same where only %(names)s changes, and ours does not.", names=names))
    for name, line in () if told else found.reads[:2]:
        said.append(_("It reads %(name)s from outside the function: line %(line)s.", name=code(name), line=line))
    if found.right is not None and not check.relations and not check.step_by_step:
        right = case_condition(found.right, language)
        said.append(_("Your result is right in just the cases where %(condition)s.", condition=right))
    return said


def divergence_sentences(check: CheckResult, language: Language) -> list[Clean]:
    """Where a history leaves the reference's path, and how, as far as the simplest failing case does not say it."""
    found = check.divergence
    if found is None or check.relations:
        return []
    _ = language.gettext
    history = code(place((found.quantity,)) if found.quantity else "result")
    said = []
    if _is_news(check):
        got, expected = number(found.got or 0.0), ""
        if found.got is not None and found.expected is not None:
            got, expected = pair(found.got, found.expected)
        what = {"history": history, "step": found.step, "got": code(got), "expected": code(expected)}
        said.append(
            _(
                "%(history)s is the first to leave our path, at step %(step)s: it is %(got)s; %(expected)s is "
                "expected.",
                **what,
            )
            if expected
            else _("%(history)s is the first to leave our path, at step %(step)s, with %(got)s.", **what)
        )
    cause = _cause(check, history, language)
    return [*said, cause] if cause else said


def _is_news(check: CheckResult) -> bool:
    """Whether the simplest failing case is not told of the same history."""
    found = check.divergence
    if found is None or found.got is None:
        return False
    failing = next((case for case in check.cases if case.status != "passed"), None)
    told = failing.differences[0].path if failing is not None and failing.differences else ()
    return ".".join(map(str, told)) != found.quantity


def _cause(check: CheckResult, history: Clean, language: Language) -> Clean:
    _ = language.gettext
    found = check.divergence
    match found.cause if found is not None else "":
        case "still":
            return _("In every wrong case, %(history)s does not move at its first wrong step.", history=history)
        case "again":
            return _(
                "In every wrong case, %(history)s makes the same move at its first wrong step as at the step before.",
                history=history,
            )
        case "sum":
            return _(
                "In every wrong case, %(history)s moves at its first wrong step by the sum of all our moves so far.",
                history=history,
            )
        case "factor" if found is not None:
            return _(
                "In every wrong case, the move of %(history)s at its first wrong step is ours times %(formula)s.",
                history=history,
                formula=code(product_text(found.constant, found.by)),
            )
        case _:
            return EMPTY
