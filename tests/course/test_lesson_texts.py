"""What the tests of texts find, and what they let pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from lesson_runner import TRACEBACK, printed
from lesson_texts import Lesson, numbers_in, occurs, without_texts
from test_lessons import BESIDE_A_SPACE, HALF_WIDTH, matches


@pytest.fixture
def lesson(tmp_path: Path):
    def write(text: str, name: str = "README.md") -> Lesson:
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        return Lesson(file)

    return write


@pytest.mark.parametrize(
    ("prose", "written"),
    [
        ("costs 4.666... and `lr=0.01`", ["4.666", "0.01"]),
        ("10,000 points, $10{,}000$ and 60000", ["10,000", "10{,}000", "60000"]),
        ("in 1986, with Python 3.11, torch 2.9.1, 12 layers and w = 2", []),
        ("`grader check 300`, `a_1.25.py`, [page 3.14](https://d2l.ai/chapter_1.5), int64, x100", []),
        ("see [chapter 2.5](../b.md)", ["2.5"]),
    ],
)
def test_numbers_of_the_prose(lesson, prose, written):
    assert [one.written for one in lesson(prose).numbers()] == written


def test_numbers_in_blocks_are_not_of_the_prose(lesson):
    assert list(lesson("```text\n3.25\n```\n").numbers()) == []


@pytest.mark.parametrize(
    ("prose", "computed", "right"),
    [
        ("4.667", "14 / 3 is 4.66667", True),
        ("4.666...", "4.66667", True),
        ("9.333", "-9.3333", True),
        ("4.665", "4.66667", False),
        ("4.668", "4.66667", False),
        ("97.5 %", "0.975", True),
        ("97.5", "0.975", False),
        (r"$3.3 \cdot 10^{-16}$", "3.33e-16", True),
        ("3.3 × 10⁻¹⁶", "3.33e-16", True),
        (r"$3.3 \cdot 10^{-15}$", "3.33e-16", False),
        ("10,000", "10_000", True),
        ("100", "1000", False),
        ("0.5", "tensor([0.5000, 2.])", True),
    ],
)
def test_a_number_is_computed(lesson, prose, computed, right):
    (number,) = lesson(prose).numbers()
    assert occurs(number, numbers_in(computed)) == right


def test_anchors_are_those_of_github(lesson):
    text = "# 1. What's `w`?\n\n## 要记住的：梯度（一）\n\n## Saddle *point* and [loss](a.md)\n\n## Twice\n\n## Twice\n"
    assert lesson(text).anchors == {"1-whats-w", "要记住的梯度一", "saddle-point-and-loss", "twice", "twice-1"}


def test_links_in_code_are_no_links(lesson):
    found = lesson("[a](b.md) `[c](d.md)` ![e](f.svg)\n\n```\n[g](h.md)\n```\n").links
    assert [link["target"] for _, link in found] == ["b.md", "f.svg"]


def test_the_output_stands_directly_behind(lesson):
    text = lesson("```python\na\n```\n\n```text\n1\n```\n\n```python\nb\n```\n\nprose\n\n```text\n2\n```\n")
    assert [text.shown_after(block) for block in text.code] == ["1\n", None]


@pytest.mark.parametrize(
    ("shown", "code", "right"),
    [
        ("3\n", "print(3)", True),
        ("3\n", "print(4)", False),
        ("", "print(3)", False),
        ("3\n", "", False),
        ("1 ... 3\n", "print(1, 2, 3)", True),
        (f"{TRACEBACK}\n  ...\nValueError: no\n", "raise ValueError('no')", True),
        (f"{TRACEBACK}\nValueError: no\n", "raise ValueError('no')", True),
        (f"{TRACEBACK}\nValueError: no\n", "raise ValueError('other')", False),
        (f"7\n{TRACEBACK}\n  ...\nValueError: no\n", "print(7)\nraise ValueError('no')", True),
        ("UserWarning: careful\n", "import warnings\nwarnings.warn('careful')", True),
    ],
)
def test_what_is_shown_is_what_is_printed(shown, code, right):
    assert matches(shown, printed(code, "text", 1, {})) == right


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ('print("cost", 3)  # the cost', 'print("代价", 3)', True),
        ('print(f"cost {a} at {b}")', 'print(f"在 {b} 处代价为 {a}")', True),
        ("print(3)", "print(4)", False),
        ("a = 1", "b = 1", False),
    ],
)
def test_code_is_the_same_but_for_its_texts(one, other, same):
    assert (without_texts(one) == without_texts(other)) == same


def test_signs_of_a_chinese_text():
    assert BESIDE_A_SPACE.search("$w = 1$ ：代价")
    assert BESIDE_A_SPACE.search("代价， 梯度")
    assert not BESIDE_A_SPACE.search("$w = 1$：代价 $c$ 是 3。")
    assert HALF_WIDTH.search("代价,梯度")
    assert HALF_WIDTH.search("代价(MSE)")
    assert not HALF_WIDTH.search("代价（MSE），f(x), 3")
