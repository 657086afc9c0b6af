"""A broken rule as sentences: which rule, in which function, at which line of the learner's file."""

from __future__ import annotations

from collections.abc import Sequence

from grader.grading.result import CheckResult
from grader.grading.rule_uses import BrokenRule, RuleUse
from grader.reports.difference_sentences import listed
from grader.reports.language import Language
from grader.reports.safe_text import EMPTY, Clean, code


def rule_brief(check: CheckResult, language: Language) -> Clean:
    """The first broken rule in one sentence; empty where none is broken."""
    return _what_is_broken(check.broken_rules[0], check.function, language) if check.broken_rules else EMPTY


def rule_sentences(check: CheckResult, language: Language) -> list[Clean]:
    """Every broken rule, what it says, where it is broken, and what to do."""
    _ = language.gettext
    said: list[Clean] = []
    for rule in check.broken_rules:
        said.append(_what_is_broken(rule, check.function, language))
        said += _further_uses(rule, check.function, language)
        if rule.why is not None:
            said.append(language.pick(rule.why))
    if said and is_right_but_for_rules(check):
        said.append(_("The result itself is right: keep this version, and compare your own with it."))
    if said and check.points > 0:
        said.append(_("It costs no points.") if _share(check) >= 1 else _kept(check, language))
    return list(dict.fromkeys(said))


def beside_rules(said: Sequence[Clean], rules: Sequence[Clean], check: CheckResult) -> tuple[Clean, ...]:
    """What is said of a case, and then of rules; the rules first if the case raised, since an error may come of one
    that is broken: with gradients switched off, `backward` raises."""
    return (*rules, *said) if check.status == "error" else (*said, *rules)


def is_right_but_for_rules(check: CheckResult) -> bool:
    """Whether the numbers are right and nothing but a rule is broken."""
    if check.status != "failed" or not check.broken_rules:
        return False
    return bool(check.cases) and all(case.status == "passed" for case in check.cases)


def rule_word(language: Language) -> Clean:
    """The word for the status of a check that is right but for rules."""
    return language.gettext("breaks a rule")


def _what_is_broken(rule: BrokenRule, function: str, language: Language) -> Clean:
    _ = language.gettext
    name = code(function)
    if rule.kind == "unreadable":
        return _(
            "%(function)s has a rule to follow, but the file is too long or too deeply nested to be checked "
            "for it: write it more simply.",
            function=name,
        )
    if not rule.uses:
        if rule.kind == "by_hand":
            return _("%(function)s should be written by hand; here a library does the work.", function=name)
        return _("%(function)s uses something that it should do without.", function=name)
    use = rule.uses[0]
    what = {"function": name, "line": use.line, "helper": code(use.function), "name": _named(use, function)}
    if rule.kind == "by_hand":
        if use.line is None:
            return _("%(function)s should be written by hand; it calls %(name)s.", **what)
        if _is_elsewhere(use, function):
            return _(
                "%(function)s should be written by hand; %(helper)s, which it calls, uses %(name)s on line %(line)s.",
                **what,
            )
        return _("%(function)s should be written by hand; line %(line)s uses %(name)s.", **what)
    if use.line is None:
        return _("%(function)s should do without %(name)s, but calls it.", **what)
    if _is_elsewhere(use, function):
        return _(
            "%(function)s should do without %(name)s; %(helper)s, which it calls, uses it on line %(line)s.", **what
        )
    return _("%(function)s should do without %(name)s; line %(line)s uses it.", **what)


def _further_uses(rule: BrokenRule, function: str, language: Language) -> list[Clean]:
    """The other lines, in one sentence."""
    places = [
        language.gettext("line %(line)s (%(name)s)", line=use.line, name=_named(use, function))
        for use in rule.uses[1:]
        if use.line is not None
    ]
    return [language.gettext("The same holds for %(places)s.", places=listed(places, language))] if places else []


def _kept(check: CheckResult, language: Language) -> Clean:
    return language.gettext("You keep %(share)s of the points.", share=f"{round(100 * _share(check))}%")


def _share(check: CheckResult) -> float:
    return min(rule.keeps for rule in check.broken_rules)


def _named(use: RuleUse, function: str) -> Clean:
    """A library's name or a method, with its dot only where the function of the exercise has the same name."""
    if not use.name.startswith("."):
        return code(use.name)
    return code(f"{use.name}()" if use.name == f".{function.rpartition('.')[2]}" else f"{use.name[1:]}()")


def _is_elsewhere(use: RuleUse, function: str) -> bool:
    """Whether a use is in a function other than the one being checked."""
    return bool(use.function) and use.function != function and not use.function.startswith(f"{function}.")
