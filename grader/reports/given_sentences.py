"""What is said of a check that was judged given the learner's own earlier functions, which are wrong."""

from __future__ import annotations

from grader.grading.result import CheckResult
from grader.reports.difference_sentences import listed
from grader.reports.language import Language
from grader.reports.rule_sentences import is_right_but_for_rules, rule_word
from grader.reports.safe_text import EMPTY, Clean, code
from grader.reports.vocabulary import status_word


def given_sentence(check: CheckResult, language: Language) -> Clean:
    """How the check was judged; empty if it was not judged given other functions."""
    given = check.given
    if given is None:
        return EMPTY
    names, count = listed([code(name) for name in given.functions], language), len(given.functions)
    if given.slope:
        said = language.gettext(
            "Right as the derivative of your own %(names)s, which is still wrong: fix %(names)s first.", names=names
        )
        return _with_share(said, given.credit, names, count, language)
    if given.verdict == "right":
        said = language.ngettext(
            "Right, given your own %(names)s, which is still wrong.",
            "Right, given your own %(names)s, which are still wrong.",
            count,
            names=names,
        )
        return _with_share(said, given.credit, names, count, language)
    if given.verdict == "wrong":
        return language.ngettext(
            "This was judged given your own %(names)s, which is wrong as well.",
            "This was judged given your own %(names)s, which are wrong as well.",
            count,
            names=names,
        )
    # Some of them may be right, and wait as well.
    return language.ngettext(
        "Not judged yet: it calls your own %(names)s, which has to be right first.",
        "Not judged yet: it calls your own %(names)s, which have to be right first.",
        count,
        names=names,
    )


def _with_share(said: Clean, credit: float, names: Clean, count: int, language: Language) -> Clean:
    """What is said of a right function, and what the policy takes off its points."""
    if credit == 1:
        return said
    if credit:
        share = language.ngettext(
            "It has half its points until %(names)s is right.",
            "It has half its points until %(names)s are right.",
            count,
            names=names,
        )
    else:
        share = language.ngettext(
            "It has no points until %(names)s is right.",
            "It has no points until %(names)s are right.",
            count,
            names=names,
        )
    return language.gettext("%(one)s %(other)s", one=said, other=share)


def check_word(check: CheckResult, language: Language) -> Clean:
    """The word for how a check went, for a list."""
    if check.given is not None and check.given.verdict == "right":
        return language.gettext("right by itself")
    return rule_word(language) if is_right_but_for_rules(check) else status_word(check.status, language)
