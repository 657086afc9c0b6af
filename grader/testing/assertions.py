"""Assertions about a graded file. If one fails, its message shows what a learner would have read instead."""

from __future__ import annotations

from collections.abc import Iterable

from grader.testing.graded_files import GradedCheck, GradedFile


def assert_full_marks(graded: GradedFile) -> None:
    """Assert that every check passes and no rule is broken.

    Raises:
        AssertionError: names the other checks, with the feedback for each.
    """
    lost = [check for check in graded.checks if check.status != "passed" or check.result.broken_rules]
    if lost:
        raise AssertionError(f"{graded.result.name} does not get full marks:\n{_feedback(lost)}")


def assert_earns_nothing(graded: GradedFile) -> None:
    """Assert that no check earns any points.

    Raises:
        AssertionError: names the checks that do.
    """
    earning = [f"{check.id}: {check.points:g} ({check.status})" for check in graded.checks if check.points > 0]
    if earning:
        raise AssertionError(f"{graded.result.name} earns {graded.points:g} points:\n" + "\n".join(earning))


def assert_fails(graded: GradedFile, *checks: str) -> None:
    """Assert that each of these checks finds the file's answers wrong: its status is "failed" or "error", and not that
    of a check that was not attempted, is blocked by another, or was too slow.

    Raises:
        AssertionError: names the other checks with their status.
        KeyError: if the exercise has no such check.
    """
    others = [check for id in checks if (check := graded.check(id)).status not in ("failed", "error")]
    if others:
        raise AssertionError("\n".join(f"{check.id} is {check.status}" for check in others))


def assert_named(graded: GradedFile, mistake: str, *, check: str | None = None) -> None:
    """Assert that this mistake and no other is named, by this check or, without `check`, by at least one check.

    Raises:
        AssertionError: shows which mistakes are named, and the feedback.
        KeyError: if the exercise has no such check.
    """
    asked = graded.checks if check is None else (graded.check(check),)
    if not any(one.mistakes == (mistake,) for one in asked):
        wrong = [one for one in asked if one.status != "passed"]
        raise AssertionError(
            f"`{mistake}` should be the only mistake named:\n{_feedback(wrong) or 'every check passes'}"
        )


def _feedback(checks: Iterable[GradedCheck]) -> str:
    texts = []
    for check in checks:
        named = f", names {', '.join(check.mistakes)}" if check.mistakes else ""
        lines = check.said().replace("\n", "\n  ")
        texts.append(f"{check.id} is {check.status}{named}\n  {lines}".rstrip())
    return "\n".join(texts)
