"""Statuses and roles: their order, their names, their signs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import get_args

from grader.grading.result import CheckResult, Role, Status
from grader.reports.language import N_, Language
from grader.reports.safe_text import Clean, clean

STATUSES: tuple[Status, ...] = get_args(Status)

STATUS_WORDS: dict[Status, str] = {
    "passed": N_("passed"),
    "failed": N_("not right yet"),
    "error": N_("stopped"),
    "timeout": N_("too slow"),
    "blocked": N_("waiting"),
    "not_attempted": N_("not written yet"),
    "fault": N_("grader failed"),
}

SIGNS: dict[Status, str] = {
    "passed": "✓", "failed": "✗", "error": "✗", "timeout": "◷", "blocked": "·", "not_attempted": "○", "fault": "!",
}  # fmt: skip
ASCII_SIGNS: dict[Status, str] = {
    "passed": "+", "failed": "x", "error": "x", "timeout": "x", "blocked": ".", "not_attempted": "o", "fault": "!",
}  # fmt: skip
"""Signs only ever accompany the word for a status, and never replace it."""

# What a stage shows for several checks, gravest first.
_GRAVITY: tuple[Status, ...] = ("fault", "error", "failed", "timeout", "blocked", "not_attempted", "passed")

_BROKEN: frozenset[Status] = frozenset({"failed", "error", "timeout"})


def status_word(status: Status, language: Language) -> Clean:
    """The status as a reader calls it."""
    return language.gettext(STATUS_WORDS[status])


def role_word(role: str, roles: Iterable[Role], language: Language) -> Clean:
    """A role as the course calls it in the reader's language; one that the result does not name keeps its own name."""
    words = next((one.words for one in roles if one.name == role), {})
    return clean(language.pick(words), 40) if words else clean(role, 40)


def in_course_order(checks: Iterable[CheckResult], roles: Iterable[Role]) -> list[CheckResult]:
    """The checks in the order of the course's roles; within a role as the author wrote them."""
    place = {role.name: number for number, role in enumerate(roles)}
    return sorted(checks, key=lambda check: place.get(check.role, len(place)))


def in_file_order(checks: Iterable[CheckResult]) -> list[CheckResult]:
    """The checks in the order in which the exercise asks for its functions, all of one function together."""
    given = list(checks)
    place: dict[str, int] = {}
    for check in given:
        place.setdefault(check.function, len(place))
    return sorted(given, key=lambda check: place[check.function])


def first_to_fix(checks: Iterable[CheckResult]) -> CheckResult | None:
    """Where to begin: the first function that breaks, else the first that has not been written, if there is one."""
    ordered = in_file_order(checks)
    for wanted in (_BROKEN, {"not_attempted"}):
        for check in ordered:
            if check.status in wanted:
                return check
    return None


def gravest(statuses: Iterable[Status]) -> Status:
    """The status that stands for all of these (at least one)."""
    return min(statuses, key=_GRAVITY.index)
