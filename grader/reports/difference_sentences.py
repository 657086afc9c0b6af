"""Differences and bounds as clauses: in lower case, so that "For n = 50, " can come before them."""

from __future__ import annotations

from grader.grading.result import CaseResult
from grader.numerics.differences import Difference
from grader.reports.language import Language
from grader.reports.numbers import pair
from grader.reports.safe_text import EMPTY, Clean, code, join

_SHORT = 60
_CALLABLE = ("builtin_function_or_method", "method", "function", "method-wrapper")


def difference_clause(difference: Difference, language: Language, *, step_by_step: bool, asks: bool = True) -> Clean:
    """What differs, in one clause. With `step_by_step`, a sequence is described from the first step that differs.
    Without `asks`, nothing is asked about a result that is not there: a named mistake does."""
    _ = language.gettext
    got, expected = shown(difference)
    what = {"where": subject(difference.path, language), "got": code(got), "expected": code(expected)}
    if not expected:
        return _withheld_clause(difference, language, step_by_step=step_by_step)
    match difference.kind:
        case "shape":
            return _("the shape of %(where)s is %(got)s; %(expected)s is expected.", **what)
        case "dtype":
            return _("the dtype of %(where)s is %(got)s; %(expected)s is expected.", **what)
        case "length":
            return _("the number of entries of %(where)s is %(got)s; %(expected)s is expected.", **what)
        case "keys":
            return _("the names in %(where)s are %(got)s; %(expected)s are expected.", **what)
        case "type" if got in ("None", "NoneType") and not difference.path and asks:
            return _(
                "the function returns nothing (%(none)s): is a %(ret)s missing?",
                none=code("None"),
                ret=code("return"),
            )
        case "type" if got in _CALLABLE:
            return _(
                "%(where)s is a function (%(got)s) and not its result: are the brackets of a call missing?", **what
            )
        case "type" if got in ("None", "NoneType"):
            return _("%(where)s is %(none)s; a value of type %(expected)s is expected.", none=code("None"), **what)
        case "type":
            return _("%(where)s is of type %(got)s; %(expected)s is expected.", **what)
        case _ if step_by_step and difference.first_step is not None and difference.size > 1:
            return _sequence_clause(difference, difference.first_step, language)
        case _ if difference.size > 1:
            return _array_clause(difference, language)
        case _:
            return _("%(where)s is %(got)s; %(expected)s is expected.", **what)


def unmet_clauses(case: CaseResult, language: Language) -> list[Clean]:
    """What is wrong with a case besides differences: a bound that is missed, arguments that are changed."""
    _ = language.gettext
    clauses = []
    if case.bound:
        bound = code(case.bound)
        clauses.append(
            _("the result is %(got)s; %(bound)s is expected.", got=code(case.got, _SHORT), bound=bound)
            if case.got
            else _("the result lies outside %(bound)s.", bound=bound)
        )
    if case.changed:
        names = listed([code(name) for name in case.changed], language)
        clauses.append(
            _("the function changes %(names)s, which belongs to its caller: work on a copy.", names=names)
            if len(case.changed) == 1
            else _("the function changes %(names)s, which belong to its caller: work on copies.", names=names)
        )
    return clauses


def shown(difference: Difference) -> tuple[str, str]:
    """Got and expected as short texts, with enough digits to tell them apart."""
    if difference.got_number is not None and difference.expected_number is not None:
        return pair(difference.got_number, difference.expected_number)
    return difference.got, difference.expected


def _withheld_clause(difference: Difference, language: Language, *, step_by_step: bool) -> Clean:
    """What differs, where the reader must not learn what is expected."""
    _ = language.gettext
    step = difference.first_step if step_by_step and difference.size > 1 else None
    what = {
        "where": subject(difference.path, language),
        "worst": subject(difference.path, language, difference.index),
        "history": code(place(difference.path)) if difference.path else _("history"),
        "got": code(difference.got),
        "wrong": difference.wrong,
        "size": difference.size,
        "step": step,
        "before": (step or 0) - 1,
    }
    if step == 0:
        return _("your %(history)s is wrong from the start (step 0); furthest off is %(worst)s: %(got)s.", **what)
    if step is not None:
        return _(
            "your %(history)s is right up to step %(before)s and wrong from step %(step)s on; furthest off is "
            "%(worst)s: %(got)s.",
            **what,
        )
    if difference.size <= 1:
        return _("%(where)s is %(got)s, which is wrong.", **what)
    if difference.wrong >= difference.size == 2:
        return _("both numbers of %(where)s are wrong; furthest off is %(worst)s, which is %(got)s.", **what)
    if difference.wrong >= difference.size:
        return _("all %(size)s numbers of %(where)s are wrong; furthest off is %(worst)s, which is %(got)s.", **what)
    if difference.wrong == 1:
        return _("one of the %(size)s numbers of %(where)s is wrong: %(worst)s is %(got)s.", **what)
    return _(
        "%(wrong)s of the %(size)s numbers of %(where)s are wrong; furthest off is %(worst)s, which is %(got)s.", **what
    )


def subject(path: tuple[str | int, ...], language: Language, index: tuple[int, ...] = ()) -> Clean:
    """The place in the observation as a noun: "the result", `w_history`, `result[1]`."""
    name = place(path, index)
    return code(name) if name else language.gettext("the result")


def place(path: tuple[str | int, ...], index: tuple[int, ...] = ()) -> str:
    """The place in Python's notation, but names of several words are set apart; empty for the whole result."""
    named = bool(path) and isinstance(path[0], str)
    text = str(path[0]) if named else ""
    for step in path[1:] if named else path:
        text += f"[{step}]" if isinstance(step, int) else f"{': ' if ' ' in step else '.'}{step}"
    if index:
        text += f"[{', '.join(map(str, index))}]"
    return f"result{text}" if text and not named else text


def listed(items: list[Clean], language: Language) -> Clean:
    """The items as a list in a sentence: "a, b and c"."""
    if len(items) < 2:
        return items[0] if items else EMPTY
    before = join(items[:-1], language.gettext(", "))
    return language.gettext("%(items)s and %(last)s", items=before, last=items[-1])


def _sequence_clause(difference: Difference, step: int, language: Language) -> Clean:
    _ = language.gettext
    got, expected = shown(difference)
    history = code(place(difference.path)) if difference.path else _("history")
    what = {
        "history": history,
        "step": step,
        "before": step - 1,
        "got": code(got),
        "expected": code(expected),
        "worst": subject(difference.path, language, difference.index),
    }
    if difference.index[:1] == (step,):
        if step == 0:
            return _(
                "your %(history)s differs from ours at the start (step 0): it is %(got)s there; %(expected)s is "
                "expected.",
                **what,
            )
        return _(
            "your %(history)s agrees with ours up to step %(before)s; at step %(step)s it is %(got)s; "
            "%(expected)s is expected.",
            **what,
        )
    if step == 0:
        return _(
            "your %(history)s differs from ours from the start (step 0); furthest off is %(worst)s, which is "
            "%(got)s; %(expected)s is expected.",
            **what,
        )
    return _(
        "your %(history)s agrees with ours up to step %(before)s and differs from step %(step)s on; "
        "furthest off is %(worst)s, which is %(got)s; %(expected)s is expected.",
        **what,
    )


def _array_clause(difference: Difference, language: Language) -> Clean:
    _ = language.gettext
    got, expected = shown(difference)
    what = {
        "wrong": difference.wrong,
        "size": difference.size,
        "where": subject(difference.path, language),
        "worst": subject(difference.path, language, difference.index),
        "got": code(got),
        "expected": code(expected),
    }
    if difference.wrong >= difference.size == 2:
        return _(
            "both numbers of %(where)s differ; furthest off is %(worst)s, which is %(got)s; %(expected)s is expected.",
            **what,
        )
    if difference.wrong >= difference.size:
        return _(
            "all %(size)s numbers of %(where)s differ; furthest off is %(worst)s, which is %(got)s; "
            "%(expected)s is expected.",
            **what,
        )
    if difference.wrong == 1:
        return _(
            "one of the %(size)s numbers of %(where)s differs: %(worst)s is %(got)s; %(expected)s is expected.", **what
        )
    return _(
        "%(wrong)s of the %(size)s numbers of %(where)s differ; furthest off is %(worst)s, which is "
        "%(got)s; %(expected)s is expected.",
        **what,
    )
