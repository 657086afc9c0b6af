"""Formulas: where they begin and end in a text, and what a browser is given of them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from grader.reports.dollar_math import BLOCK, INLINE
from grader.reports.lesson_markdown import tokens_of
from grader.reports.mathml import to_mathml


def formulas(markdown: str) -> list[tuple[str, str]]:
    """The formulas of a text, each with the type of its token."""
    found = []
    for token in tokens_of(markdown):
        found += [(one.type, one.content) for one in (token, *(token.children or ())) if one.type in (INLINE, BLOCK)]
    return found


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("for $w = 1$, then", ["w = 1"]),
        ("设$w = 1$：那么$x_1$，", ["w = 1", "x_1"]),
        (r"$a \_ b * c * d$ and $\{1\}$", [r"a \_ b * c * d", r"\{1\}"]),
        ("from $5 to $6", []),
        (r"\$x and \$y", []),
        ("costs 5$ and 6$", []),
        ("$ x$ and $x $", []),
        ("`$x$` is code", []),
        ("[the loss $l$](a.md)", ["l"]),
        ("in a line $$x^2$$ as well", ["x^2"]),
        ("| $a$ | b |\n|---|---|\n| c | $d$ |", ["a", "d"]),
    ],
)
def test_a_formula_in_a_line_begins_and_ends_at_its_dollar_signs(markdown: str, expected: list[str]) -> None:
    assert formulas(markdown) == [(INLINE, formula) for formula in expected]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("$$x = 1$$", "x = 1"),
        ("text\n$$\nx\n= 1\n$$\ntext", "x\n= 1"),
        ("- item\n\n  $$\n  a \\\\\n  b\n  $$", "a \\\\\nb"),
        ("> $$a$$", "a"),
    ],
)
def test_a_formula_on_lines_of_its_own(markdown: str, expected: str) -> None:
    assert formulas(markdown) == [(BLOCK, expected)]


@pytest.mark.parametrize("markdown", ["$$\nnever ends\n\ntext", "$$", "$$\n$$", "```\n$$x$$\n```", "    $$x$$"])
def test_what_is_no_formula_stays_text(markdown: str) -> None:
    assert formulas(markdown) == []


def converted(formula: str) -> ET.Element:
    mathml = to_mathml(formula, display=False)
    assert mathml is not None, formula
    return ET.fromstring(mathml)


def test_upright_letters_are_one_name() -> None:
    assert [name.text for name in converted(r"\mathrm{cost}(w)").iter("mi")] == ["cost", "w"]


def test_a_function_is_a_name_apart_from_what_it_is_applied_to() -> None:
    tags = [element.tag for element in converted(r"\log p + \max(a, b)").find("mrow") or ()]
    assert tags[:4] == ["mi", "mspace", "mi", "mo"]
    assert tags[4:6] == ["mi", "mo"]


def test_aligned_lines_have_classes_and_no_styles() -> None:
    root = converted(r"\begin{aligned} a &= b \\ &= c \end{aligned}")
    assert [cell.get("class") for cell in root.iter("mtd")] == ["right", "left"] * 2
    assert not any({"style", "columnalign"} & set(element.keys()) for element in root.iter())


def test_a_whole_matrix_takes_the_exponent() -> None:
    (power,) = converted(r"\begin{pmatrix} 1 & 2 \end{pmatrix}^{\top}").iter("msup")
    assert len(power) == 2
    assert power[0].find("mtable") is not None


def test_an_underscore_in_words_is_one() -> None:
    assert "".join(converted(r"\text{in\_features} = 1").itertext()).startswith("in_features")


def test_a_prime_stands_beside_its_letter() -> None:
    root = converted("f'(x)")
    assert list(root.iter("msup")) == []
    assert "".join(root.itertext()) == "f\u2032(x)"


@pytest.mark.parametrize("formula", [r"\nosuchcommand x", r"\frac{1}", "a & b", "x_{", r"\begin{aligned} a"])
def test_what_cannot_be_converted_is_not(formula: str) -> None:
    assert to_mathml(formula, display=False) is None
