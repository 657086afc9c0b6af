"""For instructors: where a function that a rule holds for does not show in its source what it uses."""

from __future__ import annotations

from grader.grading.rule_uses import UnclearUse
from grader.reports.language import Language
from grader.reports.safe_text import Clean, code


def unclear_sentence(use: UnclearUse, exercise: str, language: Language) -> Clean:
    """Which line of which exercise to look at, and why."""
    _ = language.gettext
    what = {"exercise": code(exercise, 80), "line": use.line, "name": code(use.name, 80)}
    if use.kind == "name":
        return _("%(exercise)s, line %(line)s: %(name)s with a name that only exists when it runs.", **what)
    if use.kind == "code":
        return _("%(exercise)s, line %(line)s: %(name)s of code that only exists when it runs.", **what)
    if use.kind == "module":
        return _("%(exercise)s, line %(line)s: %(name)s of a module whose name only exists when it runs.", **what)
    return _("%(exercise)s, line %(line)s: %(name)s, which can look into the running process.", **what)
