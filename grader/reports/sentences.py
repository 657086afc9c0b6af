"""Checks, cases and the loading of files as sentences in the reader's language.

Only this module and the ones that it calls know how to put a typed part of the result into words; no renderer does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.grading.result import CaseResult, CheckResult, ErrorInfo, ExerciseResult
from grader.reports.difference_sentences import difference_clause, listed, unmet_clauses
from grader.reports.error_sentences import error_brief, error_clause, error_meaning
from grader.reports.evidence_sentences import beside_error, evidence_sentence, explanation_of
from grader.reports.given_sentences import given_sentence
from grader.reports.language import Language
from grader.reports.rule_sentences import is_right_but_for_rules, rule_brief
from grader.reports.safe_text import EMPTY, Clean, clean, code, join, one_line
from grader.reports.vocabulary import status_word
from grader.source.evidence import Evidence

_LABEL = 60
_VALUE = 60
_NAMED_CASES = 4
_INSIDE_NAMES = (", ", "，", ": ", "：", "、")
"""Where a case's name has one of these, names are separated by semicolons."""


def case_name(case: CaseResult, number: int, language: Language) -> Clean:
    """What the case is called: its label, else its arguments where they are short, else its number from 1."""
    if case.label:
        return one_line(language.pick(case.label), _LABEL)
    arguments = ", ".join(f"{name} = {text}" for name, text in case.arguments.items())
    if arguments and len(arguments) <= _LABEL:
        return code(arguments)
    return language.gettext("case %(number)s", number=number)


def case_sentences(case: CaseResult, number: int, check: CheckResult, language: Language) -> list[Clean]:
    """What was observed in a case that did not pass, the case named in the first sentence."""
    clauses = _clauses(case, check, language)
    said = [sentence(clause) for clause in clauses]
    if clauses and (case.error is None or case.error.kind not in ("stub", "missing")):
        said[0] = sentence(_in_case(case, number, clauses[0], language))
    if case.unmet is not None:
        unmet = language.pick(case.unmet)
        said.insert(0, unmet if said else _of_case(case, number, unmet, language))
    return said


def printed_in(case: CaseResult, number: int, language: Language) -> Clean:
    """What stands above what the code printed in a case."""
    _ = language.gettext
    name = case_name(case, number, language)
    if case.label and "=" not in name:
        return _("Printed in the case “%(case)s”:", case=name)
    if case.label or name.startswith(code("")[:1]):
        return _("Printed for %(case)s:", case=name)
    return _("Printed in %(case)s:", case=name)


def case_brief(case: CaseResult, number: int, check: CheckResult, language: Language) -> Clean:
    """The first thing to say about a case that did not pass, for a list."""
    if case.error is not None and case.status != "failed":
        return sentence(error_brief(_running(case.error, check.function), language))
    said = case_sentences(case, number, check, language)
    return said[0] if said else EMPTY


def check_brief(check: CheckResult, functions: Mapping[str, str], language: Language) -> Clean:
    """A check that did not pass in one line; empty for one that passed. `functions` gives each check's function."""
    _ = language.gettext
    if check.status == "passed":
        return EMPTY
    if check.library:
        return _(
            "The grader lacks %(library)s, which this exercise needs. That is not your mistake; `grader "
            "doctor` says what to do.",
            library=code(check.library),
        )
    if any(one.kind == "unread" for one in check.evidence):
        return evidence_sentence(check.evidence[0], language)
    if check.status == "fault":
        return _("The grader itself failed here. That is not your mistake.")
    if check.status == "blocked":
        return given_sentence(check, language) or waiting(check, functions, language)
    if check.broken_rules and (check.hidden or check.status == "error" or is_right_but_for_rules(check)):
        return rule_brief(check, language)
    if check.hidden:
        return _("A hidden check: what it tests is not shown.")
    if not_loaded(check):
        return _("The file did not load this far.")
    if is_absent(check):
        return evidence_sentence(check.evidence[0], language)
    found = first_failing(check)
    if found is not None:
        return case_brief(found[1], found[0], check, language)
    if check.status == "not_attempted":
        return sentence(_("%(function)s is not written yet.", function=code(check.function)))
    return status_word(check.status, language)


def not_loaded(check: CheckResult) -> bool:
    """Whether nothing but the file's loading kept the check from passing: the function was never defined."""
    found = first_failing(check)
    if check.status != "error" or check.hidden or is_absent(check):
        return False
    return found is None or (found[1].error is not None and found[1].error.kind == "missing")


def is_absent(check: CheckResult) -> bool:
    """Whether the file does not define the function at all, besides failing to load."""
    return any(one.kind == "absent" for one in check.evidence)


def waiting(check: CheckResult, functions: Mapping[str, str], language: Language) -> Clean:
    """What a blocked check is waiting for."""
    names = list(dict.fromkeys(functions.get(needed, needed) for needed in check.blocked_by))
    if check.cases and all(case.status == "passed" for case in check.cases) and not check.broken_rules:
        if names == [check.function]:
            told = language.gettext(
                "Right so far. It counts once another check of %(name)s passes as well.", name=code(check.function)
            )
        else:
            named = listed([code(name) for name in names], language)
            told = language.gettext("Right so far. It counts once %(names)s is right as well.", names=named)
        return told
    if not names:
        return language.gettext("Waiting for an earlier check.")
    if names == [check.function]:
        return language.gettext("Waiting for another check of %(name)s.", name=code(check.function))
    return language.gettext("Waiting for %(names)s.", names=listed([code(name) for name in names], language))


def first_failing(check: CheckResult) -> tuple[int, CaseResult] | None:
    """The case to tell of, with its number from 1: the first that was stopped where the check was, else the first that
    did not pass."""
    wrong = [(number, case) for number, case in enumerate(check.cases, 1) if case.status != "passed"]
    stopped = [(number, case) for number, case in wrong if case.status == check.status]
    return next(iter(stopped or wrong), None)


def failing_sentences(check: CheckResult, case: CaseResult, number: int, language: Language) -> list[Clean]:
    """What is said of the case to tell of, what the source shows besides, and, where the check was stopped, what is
    wrong in its first case with a wrong value."""
    said = case_sentences(case, number, check, language)
    said += [sentence(one) for one in beside_error(check, case.error, language)]
    if check.status in ("error", "timeout"):
        wrong = ((number, other) for number, other in enumerate(check.cases, 1) if other.status == "failed")
        said += next((case_sentences(other, number, check, language) for number, other in wrong), [])
    return list(dict.fromkeys(said))


def coverage(check: CheckResult, language: Language) -> list[Clean]:
    """Which cases are right and which are wrong; empty for a single case, or where all are right."""
    if len(check.cases) < 2:
        return []
    _ = language.gettext
    named = [(case.status == "passed", case_name(case, number, language)) for number, case in enumerate(check.cases, 1)]
    right = _several([name for passed, name in named if passed], language)
    wrong = _several([name for passed, name in named if not passed], language)
    if not right:
        return [_("None of the %(n)s cases is right.", n=len(named))]
    if not wrong:
        return []
    return [_("Right cases: %(right)s. Wrong cases: %(wrong)s.", right=right, wrong=wrong)]


def withheld_note(case: CaseResult, language: Language) -> list[Clean]:
    """That what is expected is not shown, where that is so."""
    if all(difference.expected for difference in case.differences):
        return []
    return [language.gettext("This case was drawn for grading: the values that are expected in it are not shown.")]


def error_sentences(
    error: ErrorInfo, function: str, language: Language, evidence: Sequence[Evidence] = ()
) -> list[Clean]:
    """What stopped the code, and what it means; `function` was being checked."""
    running = _running(error, function)
    meaning = explanation_of(running, evidence, language) or error_meaning(running, language)
    said = [sentence(error_clause(running, language)), sentence(meaning)]
    return [one for one in said if one]


def loading_sentences(exercise: ExerciseResult, language: Language) -> list[Clean]:
    """What to say about a file that did not load as a whole; empty for one that did."""
    _ = language.gettext
    said = []
    if exercise.load_error is not None:
        error = exercise.load_error
        if error.kind == "exception":
            said.append(_("The file stops with an error while it is being loaded, before its checks begin."))
        if error.kind == "time":
            said.append(_("The file was still running when its loading time was up."))
            said.append(_("Is there a loop at its top level that never ends, or does it wait for input?"))
        else:
            said += error_sentences(error, "", language, exercise.evidence)
    if exercise.definitions_only:
        said.append(
            _(
                "Its functions were checked all the same, without the loops and calls at its top level. "
                "Put those under %(guard)s.",
                guard=code('if __name__ == "__main__":'),
            )
        )
    return said


def container_note(case: CaseResult, language: Language) -> Clean:
    """That the data was passed in a container other than the docstring's; empty where it was not."""
    if not case.container:
        return EMPTY
    return language.gettext(
        "The data was passed as %(container)s, since the code does not take a tensor. That counts in full.",
        container=code(case.container),
    )


def warning_notes(check: CheckResult) -> list[Clean]:
    """The warnings of all its cases, each once."""
    return list(dict.fromkeys(one_line(text, 300) for case in check.cases for text in case.warnings))


def sentence(clause: str) -> Clean:
    """The clause with a capital first letter, unless it begins with code."""
    text = clean(clause)
    return Clean(text[:1].upper() + text[1:]) if text[:1].isascii() else text


def _in_case(case: CaseResult, number: int, clause: Clean, language: Language) -> Clean:
    """The clause with its case before it: "for n = 50, ", "in the case “one sample”, "."""
    _ = language.gettext
    name = case_name(case, number, language)
    if case.label and "=" not in name:
        return _("in the case “%(case)s”, %(clause)s", case=name, clause=clause)
    if case.label or name.startswith(code("")[:1]):
        return _("for %(case)s, %(clause)s", case=name, clause=clause)
    return _("in %(case)s, %(clause)s", case=name, clause=clause)


def _of_case(case: CaseResult, number: int, said: Clean, language: Language) -> Clean:
    """An author's sentence with its case before it."""
    _ = language.gettext
    name = case_name(case, number, language)
    if case.label and "=" not in name:
        return _("In the case “%(case)s”: %(said)s", case=name, said=said)
    if case.label or name.startswith(code("")[:1]):
        return _("For %(case)s: %(said)s", case=name, said=said)
    return sentence(_("in %(case)s: %(said)s", case=name, said=said))


def _clauses(case: CaseResult, check: CheckResult, language: Language) -> list[Clean]:
    _ = language.gettext
    if case.error is not None and case.status != "failed":
        running = _running(case.error, check.function)
        meaning = explanation_of(running, check.evidence, language)
        # What such an exception means in general is left out where a named mistake says why this one was raised.
        if not meaning and not check.mistakes:
            meaning = _of_none(running, case, language) or error_meaning(running, language)
        return [clause for clause in (error_clause(running, language), meaning) if clause]
    if case.error is not None:
        return _other_error_clauses(case, case.error, language)
    clauses = [
        difference_clause(one, language, step_by_step=check.step_by_step, asks=not check.mistakes)
        for one in case.differences[:1]
    ]
    if len(case.differences) > 1:
        clauses.append(
            language.ngettext("one more place differs.", "%(n)s more places differ.", len(case.differences) - 1)
        )
    clauses += unmet_clauses(case, language)
    if not clauses and case.unmet is None and (case.expected or case.got):
        got, expected = code(case.got, _VALUE), code(case.expected, _VALUE)
        clauses.append(
            _("the result is %(got)s; %(expected)s is expected.", got=got, expected=expected)
            if case.expected
            else _("the result is %(got)s, which is wrong.", got=got)
        )
    return clauses


def _of_none(error: ErrorInfo, case: CaseResult, language: Language) -> Clean:
    """That an argument of the case is None, where the exception is about a None; empty where none is."""
    names = [code(name) for name, text in case.arguments.items() if text == "None"]
    if error.kind != "exception" or "NoneType" not in error.message or len(names) != 1:
        return EMPTY
    return language.gettext(
        "%(name)s is %(none)s in this case: what should the function do then?", name=names[0], none=code("None")
    )


def _other_error_clauses(case: CaseResult, error: ErrorInfo, language: Language) -> list[Clean]:
    """An error is expected, and another one is raised, or one whose message does not say enough."""
    _ = language.gettext
    if case.bound:
        return [
            _(
                "%(error)s is raised, as it should be, but its message does not mention %(words)s.",
                error=code(error.type_name),
                words=code(case.bound),
            )
        ]
    return [
        _("%(error)s is raised; %(expected)s is expected.", error=code(error.type_name), expected=code(case.expected))
    ]


def _running(error: ErrorInfo, function: str) -> ErrorInfo:
    """The error, with the function that was being checked where it names none itself."""
    if error.function or not function or error.kind in ("exception", "syntax", "encoding"):
        return error
    return ErrorInfo(error.kind, error.type_name, error.message, error.line, function, error.source, error.seconds)


def _several(names: list[Clean], language: Language) -> Clean:
    """The names in a list; of many the first few and how many more. Cases of one name are named once."""
    shown = list(dict.fromkeys(names[:_NAMED_CASES]))
    more = max(0, len(names) - _NAMED_CASES)
    if any(mark in name for name in shown for mark in _INSIDE_NAMES):
        text = join(shown, language.gettext("; "))
        return language.gettext("%(names)s; and %(more)s more", names=text, more=more) if more else text
    text = join(shown, language.gettext(", "))
    return language.gettext("%(names)s and %(more)s more", names=text, more=more) if more else text
