"""Assertions about a graded file. Where one fails, it says what a learner would have been told instead."""

from __future__ import annotations

from collections.abc import Iterable

from grader.testing.graded_files import GradedCheck, GradedFile


def assert_full_marks(graded: GradedFile) -> None:
    """Every check passes, and no rule is broken.

    Raises:
        AssertionError: naming the others, with what is said of each.
    """
    lost = [check for check in graded.checks if check.status != "passed" or check.result.broken_rules]
    if lost:
        raise AssertionError(f"{graded.result.name} does not get full marks:\n{_told(lost)}")


def assert_earns_nothing(graded: GradedFile) -> None:
    """No check gives any points.

    Raises:
        AssertionError: naming the checks that do.
    """
    earning = [f"{check.id}: {check.points:g} ({check.status})" for check in graded.checks if check.points > 0]
    if earning:
        raise AssertionError(f"{graded.result.name} earns {graded.points:g} points:\n" + "\n".join(earning))


def assert_fails(graded: GradedFile, *checks: str) -> None:
    """Each of these checks finds something wrong with what the file gives: its status is "failed" or "error", and not
    that of one that was not written, waits for another or was too slow.

    Raises:
        AssertionError: naming the others with their status.
        KeyError: where the exercise has no such check.
    """
    others = [check for id in checks if (check := graded.check(id)).status not in ("failed", "error")]
    if others:
        raise AssertionError("\n".join(f"{check.id} is {check.status}" for check in others))


def assert_named(graded: GradedFile, mistake: str, *, check: str | None = None) -> None:
    """This mistake is named, and no other beside it: by this check, or by at least one of all.

    Raises:
        AssertionError: saying what is named, and what is said.
        KeyError: where the exercise has no such check.
    """
    asked = graded.checks if check is None else (graded.check(check),)
    if not any(one.mistakes == (mistake,) for one in asked):
        wrong = [one for one in asked if one.status != "passed"]
        raise AssertionError(f"`{mistake}` is not named by itself:\n{_told(wrong) or 'every check passes'}")


def _told(checks: Iterable[GradedCheck]) -> str:
    said = []
    for check in checks:
        named = f", names {', '.join(check.mistakes)}" if check.mistakes else ""
        lines = check.said().replace("\n", "\n  ")
        said.append(f"{check.id} is {check.status}{named}\n  {lines}".rstrip())
    return "\n".join(said)
