"""Tests that share what is slow to prepare run in one process."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

import pytest
from scheduling import LONG, OF_EXERCISES, place_of, unit_of


def test_what_is_named_exists() -> None:
    modules = {file.stem for file in Path(__file__).parent.rglob("test_*.py")}
    assert {*OF_EXERCISES, *LONG} <= modules


def test_tests_of_an_exercise_or_of_a_module_are_one_unit() -> None:
    styles, forged = "tests/test_styles.py::test_it[plots-a_style]", "tests/test_forged_answers.py::test_it[plots-b-c]"
    assert unit_of(styles) == unit_of(forged) == "plots"
    assert unit_of("tests/test_styles.py::test_all") == unit_of("tests/test_styles.py::test_none")
    assert unit_of("tests/commands/test_ci.py::test_it[plots-a]") == unit_of("tests/commands/test_ci.py::test_it")


def test_exercises_come_first_and_units_are_not_torn_apart(request: pytest.FixtureRequest) -> None:
    tests = [item.nodeid for item in request.session.items]
    assert tests == sorted(tests, key=place_of)
    units = [unit for unit, _ in groupby(test for test in map(unit_of, tests) if not test.endswith(".py"))]
    assert len(units) == len(set(units))
