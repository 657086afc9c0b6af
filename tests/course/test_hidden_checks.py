"""Cutting hidden checks out of a checks file."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.hidden_checks import without_checks

SOURCE = '''\
"""Checks."""

from grader.authoring import case, check, random_case

SHARED = 3.0
THEIRS = 4.0  # of the hidden check


@random_case(count=2)
def drawn(generator):
    return case(x=helped(generator))


def helped(generator):
    return THEIRS


# What learners see.
@check(of="f", points=1, cases=[case(x=SHARED)], needs=["secret", "other"])
def seen(m, x):
    """Seen."""
    return m.f(x)


@check(of="f", cases=[drawn, case(x=SHARED)], needs=[seen], hidden=True)
def secret(m, x):
    """Secret."""
    return m.f(x)


@check(of="f", cases=[case(x=SHARED)], counts_with=[seen, secret])
def other(m, x):
    """Other."""
    return m.f(x)
'''


def cut(*hidden: str) -> str:
    others = {"seen", "secret", "other"} - set(hidden)
    return without_checks(SOURCE, Path("f_checks.py"), hidden, others)


def test_a_hidden_check_goes_with_what_only_it_uses() -> None:
    left = cut("secret")
    for gone in ("secret", "Secret", "drawn", "helped", "THEIRS"):
        assert gone not in left
    assert "from grader.authoring import case, check, random_case" in left
    compile(left, "f_checks.py", "exec")


@pytest.mark.parametrize("kept", ["SHARED = 3.0\n", "# What learners see.\n", "def seen(", "def other("])
def test_everything_else_stays(kept: str) -> None:
    assert kept in cut("secret")


def test_other_checks_no_longer_name_it() -> None:
    assert 'needs=["other"]' in cut("secret")
    assert "counts_with=[seen" in cut("secret")


def test_without_hidden_checks_nothing_changes() -> None:
    assert cut() == SOURCE
