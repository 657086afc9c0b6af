"""What a library does where a function is to be written by hand is seen, under whatever name, and earns nothing.

Each file of `rules/` is appended to the reference. Its docstring names the function that breaks its rule, what is seen
in it, and what an instructor is told to look at.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from grader.authoring.elementary import ELEMENTARY
from grader.authoring.permitted import MEMBERS, Permitted
from grader.grading.rule_uses import BrokenRule
from grader.reports.redaction import redacted
from grader.testing import GradedFile, grade_file, reference_source

ROOT = Path(__file__).parents[2]
ATTACKS = sorted(Path(__file__).with_name("rules").glob("*.py"))
TOLD = re.compile(r"Of (\w+)\.(\w+): uses (.+?)\.(?: Look at (.+?)\.)?$", re.MULTILINE)

DUAL_NUMBERS = '''

class Dual:
    """A number and its derivative, by hand."""

    def __init__(self, value, slope):
        self.value, self.slope = value, slope

    def __mul__(self, other):
        return Dual(self.value * other.value, self.value * other.slope + self.slope * other.value)

    def __sub__(self, number):
        return Dual(self.value - number, self.slope)


def gradient(xs, ys, w):
    total = 0.0
    for x, y in zip(xs, ys):
        residual = Dual(x, 0.0) * Dual(w, 1.0) - y
        total += (residual * residual).slope
    return total / len(xs)
'''
LOOKED_UP = '''

def gradient(xs, ys, w):
    """The operator is looked up by a name that is computed, and is harmless."""
    import operator
    minus = getattr(operator, sorted(["sub", "truediv"])[0])
    return 2 * (xs * minus(xs * w, ys)).mean()
'''


def graded(exercise: str, text: str) -> GradedFile:
    return grade_file(ROOT, exercise, f"{reference_source(ROOT, exercise)}\n\n{text}", explained=False)


def looked_at(file: GradedFile) -> set[str]:
    return {use.name for exercise in file.document.exercises for use in exercise.to_look_at}


def told(attack: Path) -> re.Match[str]:
    found = TOLD.search(ast.get_docstring(ast.parse(attack.read_text(encoding="utf-8"))) or "")
    assert found, f"the docstring of {attack.name} does not say what must be seen"
    return found


@pytest.mark.parametrize("attack", ATTACKS, ids=[f"{told(path)[1]}-{path.stem}" for path in ATTACKS])
def test_a_library_that_does_the_work_is_seen_and_earns_nothing(attack: Path) -> None:
    text = attack.read_text(encoding="utf-8")
    exercise, function, uses, look = told(attack).groups()
    file = graded(exercise, text)
    checks = [check for check in file.document.exercises[0].checks if check.function == function]
    assert checks
    for check in checks:
        assert check.points == 0
        assert check.broken_rules
        assert check.hidden or all(_is_used(name, check.broken_rules) for name in uses.split(", "))
    assert looked_at(file) == (set(look.split(", ")) if look else set())


def test_what_a_learner_writes_themselves_is_by_hand_whatever_it_is_called() -> None:
    file = graded("gradient_descent", DUAL_NUMBERS)
    assert file.points == file.max_points
    assert looked_at(file) == set()


def test_what_cannot_be_decided_costs_nothing_and_is_told_to_the_instructor_alone() -> None:
    file = graded("gradient_descent", LOOKED_UP)
    assert file.points == file.max_points
    (use,) = file.document.exercises[0].to_look_at
    assert (use.kind, use.name, use.function) == ("name", "getattr", "gradient")
    assert use.source.startswith("minus = getattr(")
    assert redacted(file.document).exercises[0].to_look_at == ()


def _is_used(name: str, rules: tuple[BrokenRule, ...]) -> bool:
    used = [use.name for rule in rules for use in rule.uses]
    return any(one == name or one.startswith(f"{name}.") for one in used)


def test_every_public_member_of_a_tensor_and_an_array_is_elementary_or_known_not_to_be() -> None:
    import numpy as np
    import torch

    permitted = Permitted(ELEMENTARY)
    members = {name for owner in (torch.Tensor, np.ndarray) for name in dir(owner) if not name.startswith("_")}
    assert {name for name in members if not permitted.covers(f".{name}")} - MEMBERS == set()
    assert {name for name in MEMBERS if permitted.covers(f".{name}")} == set()
