"""What an author asserts about a graded file, and what is said where it does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from proving import Small

from grader.errors import CourseError
from grader.testing import (
    GradedFile,
    assert_earns_nothing,
    assert_fails,
    assert_full_marks,
    assert_named,
    grade_file,
    reference_source,
)

BIAS_FIRST = "def forward(xs, w, b):\n    return (xs + b) * w\n"
MINUS = "def forward(xs, w, b):\n    return xs * w - b\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Small(tmp_path_factory.mktemp("author") / "course").root


@pytest.fixture(scope="module")
def named(course: Path) -> GradedFile:
    return grade_file(course, "ex", BIAS_FIRST)


def test_a_named_mistake_and_what_is_said_of_it(named: GradedFile) -> None:
    assert_named(named, "bias_before_weight")
    assert_named(named, "bias_before_weight", check="forward_of_the_worked_example")
    check = named.check("forward_of_the_worked_example")
    assert (check.status, check.points, check.mistakes) == ("failed", 0.0, ("bias_before_weight",))
    assert check.names_mistake("bias_before_weight")
    assert "You added the bias before you multiplied" in check.said()
    assert "偏置" in check.said(language="zh")


def test_a_mistake_that_is_not_named_is_told_with_what_is_said_instead(course: Path, named: GradedFile) -> None:
    with pytest.raises(
        AssertionError, match=r"`other` should be the only mistake named:\n.* names bias_before_weight\n  ."
    ):
        assert_named(named, "other")
    with pytest.raises(AssertionError, match="every check passes"):
        assert_named(grade_file(course, "ex", reference_source(course, "ex")), "bias_before_weight")


def test_full_marks(course: Path, named: GradedFile) -> None:
    full = grade_file(course, "ex", reference_source(course, "ex"))
    assert_full_marks(full)
    assert (full.points, full.max_points) == (3.0, 3.0)
    assert full.check("forward_of_any_data").said() == ""
    with pytest.raises(AssertionError, match="does not get full marks:\nforward_of_the_worked_example is failed"):
        assert_full_marks(named)


def test_what_earns_nothing(course: Path, named: GradedFile) -> None:
    assert_earns_nothing(named)
    assert_fails(named, "forward_of_the_worked_example")
    with pytest.raises(AssertionError, match="forward_of_any_data is blocked"):
        assert_fails(named, "forward_of_any_data")
    full = grade_file(course, "ex", reference_source(course, "ex"))
    with pytest.raises(AssertionError, match="earns 3 points:\nforward_of_the_worked_example: 1"):
        assert_earns_nothing(full)
    with pytest.raises(AssertionError, match="forward_of_any_data is passed"):
        assert_fails(full, "forward_of_any_data")


def test_a_file_may_be_given_by_its_path(course: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text(MINUS, encoding="utf-8")
    assert_fails(grade_file(course, "ex", file, seed=3), "forward_of_the_worked_example")


def test_a_name_that_is_wrong_is_told_with_the_one_that_is_meant(course: Path, named: GradedFile) -> None:
    with pytest.raises(KeyError, match="`forward_of_any_data`"):
        named.check("forward_of_any_date")
    with pytest.raises(CourseError, match="no exercise `ey`"):
        grade_file(course, "ey", BIAS_FIRST)
