"""Lines for a terminal: no part too wide, nothing lost, and Chinese broken where Chinese may be."""

from __future__ import annotations

import io
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from grader.reports.language import language_for
from grader.reports.line_breaking import line_breaks
from grader.reports.printing import Printer

TEXTS = st.text(st.sampled_from("ab 的是，。（）“”：`1"), max_size=60)


def parts(line: str, width: int) -> list[str]:
    offsets = [0, *line_breaks(line, width), len(line)]
    return [line[start:end] for start, end in itertools.pairwise(offsets)]


@pytest.mark.parametrize(
    ("line", "width", "broken"),
    [
        ("one two three", 8, ["one two ", "three"]),
        ("one two", 7, ["one two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("✓ 已拦住：读取课程的答案", 12, ["✓ 已拦住：读", "取课程的答案"]),
        ("梯度是平均值，对的。", 12, ["梯度是平均", "值，对的。"]),
        ("请看（这里）", 6, ["请看", "（这", "里）"]),
        ("请看 `gradient` 的值", 10, ["请看 ", "`gradient`", " 的值"]),
        ("", 5, [""]),
    ],
)
def test_a_line_is_broken_where_it_may_be(line: str, width: int, broken: list[str]) -> None:
    assert [part.strip() for part in parts(line, width)] == [part.strip() for part in broken]


@given(TEXTS, st.integers(min_value=2, max_value=30))
def test_no_part_is_too_wide_and_none_is_empty(line: str, width: int) -> None:
    found = parts(line, width)
    assert "".join(found) == line
    assert all(cell_len(part.rstrip()) <= width for part in found)
    assert all(found) or not line


def printed(text: Text, indent: int = 0, width: int = 20) -> list[str]:
    console = Console(file=io.StringIO(), width=width)
    Printer(console, language_for("zh")).put(text, indent)
    written = console.file.getvalue()  # type: ignore[attr-defined]
    assert isinstance(written, str)
    return written.splitlines()


def test_what_is_printed_has_no_spaces_at_the_end_of_a_line() -> None:
    lines = printed(Text("one two three four five six\n\n  一二三四五六七八九十"), 4)
    assert lines == ["    one two three", "    four five six", "", "      一二三四五六七", "    八九十"]


def test_styles_stay_where_they_are() -> None:
    console = Console(file=io.StringIO(), width=10, force_terminal=True, color_system="standard")
    Printer(console, language_for("en")).put(Text.assemble("one two ", ("three", "bold")))
    assert console.file.getvalue() == "one two\n\x1b[1mthree\x1b[0m\n"  # type: ignore[attr-defined]
