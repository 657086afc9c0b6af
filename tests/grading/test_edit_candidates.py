"""The small edits of a learner's code: each undoes a slip that somebody makes."""

from __future__ import annotations

import pytest

from grader.grading.diagnosis.edit_candidates import single_edits
from grader.grading.diagnosis.editable import editable


def edited(line: str) -> set[str]:
    """Every text that one edit makes of the line of a function."""
    own = editable(f"def f(x, y):\n    return {line}\n", "f", {"f"}, ())
    assert own is not None
    return {
        candidate.text.split("return ")[1].strip() for candidate in single_edits(own) if "return " in candidate.text
    }


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("x / sqrt(1) + x ** 2", "x / sqrt(1 + x ** 2)"),
        ("exp(-x + 1)", "exp(-x) + 1"),
        ("2 * log((x + 1) / y)", "2 * log((x + 1)) / y"),
        ("m.log((x)) + (y)", "m.log((x) + (y))"),
        ("x * (y ** 3 + 1)", "x * (y ** 3 + 1 - y)"),
        ("(x - y).sum()", "(((x - y) ** 2)).sum()"),
    ],
)
def test_what_is_in_parentheses(wrong: str, right: str) -> None:
    assert right in edited(wrong)
