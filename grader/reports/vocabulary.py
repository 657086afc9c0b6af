"""Statuses and roles: their order, their names, their signs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from grader.authoring import ROLES
from grader.grading.result import CheckResult, Status
from grader.reports.language import N_, Language
from grader.reports.safe_text import Clean, clean

STATUSES: tuple[Status, ...] = get_args(Status)

STATUS_WORDS: dict[Status, str] = {
    "passed": N_("passed"),
    "failed": N_("not right yet"),
    "error": N_("stopped"),
    "timeout": N_("too slow"),
    "blocked": N_("waits"),
    "not_attempted": N_("not written yet"),
    "fault": N_("grader failed"),
}

ROLE_WORDS = {
    "data": N_("Data"),
    "concept": N_("Concept"),
    "forward": N_("Forward"),
    "cost": N_("Cost"),
    "backward": N_("Backward"),
    "update": N_("Update"),
    "train": N_("Train"),
    "plot": N_("Plot"),
}

SIGNS: dict[Status, str] = {
    "passed": "✓", "failed": "✗", "error": "✗", "timeout": "◷", "blocked": "·", "not_attempted": "○", "fault": "!",
}  # fmt: skip
ASCII_SIGNS: dict[Status, str] = {
    "passed": "+", "failed": "x", "error": "x", "timeout": "x", "blocked": ".", "not_attempted": "o", "fault": "!",
}  # fmt: skip
"""Signs only go beside a status's word, never in its place."""

# What a stage shows for several checks, gravest first.
_GRAVITY: tuple[Status, ...] = ("fault", "error", "failed", "timeout", "blocked", "not_attempted", "passed")

_BROKEN: frozenset[Status] = frozenset({"failed", "error", "timeout"})


def status_word(status: Status, language: Language) -> Clean:
    """The status as a reader calls it."""
    return language.gettext(STATUS_WORDS[status])


def role_word(role: str, language: Language) -> Clean:
    """The role's name; a role of a later version of the course keeps its own."""
    return language.gettext(ROLE_WORDS[role]) if role in ROLE_WORDS else clean(role, 40)


def in_course_order(checks: Iterable[CheckResult]) -> list[CheckResult]:
    """The checks by role, from data to plot; within a role as the author wrote them."""
    return sorted(checks, key=lambda check: ROLES.index(check.role) if check.role in ROLES else len(ROLES))


def first_to_fix(checks: Iterable[CheckResult]) -> CheckResult | None:
    """Where to begin: the first stage that breaks, else the first that has not been written; None where neither is."""
    ordered = in_course_order(checks)
    for wanted in (_BROKEN, {"not_attempted"}):
        for check in ordered:
            if check.status in wanted:
                return check
    return None


def gravest(statuses: Iterable[Status]) -> Status:
    """The status that stands for all of these (at least one)."""
    return min(statuses, key=_GRAVITY.index)
