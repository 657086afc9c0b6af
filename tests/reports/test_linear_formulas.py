"""Formulas in plain characters."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.reports.dollar_math import BLOCK, INLINE
from grader.reports.lesson_pages import Lesson
from grader.reports.linear_formulas import linear

EXERCISES = Path(__file__).parents[2] / "exercises"


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        (r"f(w) = (w - 1.4)^2", "f(w) = (w − 1.4)²"),
        (r"\frac{1}{n} \sum_{i=1}^{n} (\hat{y}_i - y_i)^2", "1/n ∑ᵢ₌₁ⁿ (ŷᵢ − yᵢ)²"),
        (r"w \leftarrow w - \alpha \frac{\partial\,\mathrm{cost}}{\partial w}", "w ← w − α (∂ cost)/(∂w)"),
        (r"-x^{10}", "−x¹⁰"),
        (r"\sqrt{a + b}", "√(a + b)"),
        (r"x_{i+1}", "xᵢ₊₁"),
        (r"\nosuchcommand{a}", None),
    ],
)
def test_a_formula_is_one_line(formula: str, written: str | None) -> None:
    assert linear(formula) == written


def test_every_formula_of_the_course_is_written_without_commands() -> None:
    for file in sorted(EXERCISES.rglob("README*.md")):
        lesson = Lesson(file.parent.name, str(file), "en", file.read_text(encoding="utf-8"))
        for token in lesson.tokens:
            for one in (token, *(token.children or ())):
                if one.type in (BLOCK, INLINE):
                    written = linear(one.content)
                    assert written, (file, one.content)
                    assert not set(written) & set("\\$&"), (file, one.content, written)
