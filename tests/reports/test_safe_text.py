import pytest

from grader.reports.safe_text import author_text, clean, code, one_line, spans
from reports.samples import HOSTILE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x1b[31mb\x1b[0mc", "abc"),
        ("a\x1b]8;;http://evil.example\x07b\x1b]8;;\x07c", "abc"),
        ("a\x1b]0;title\x1b\\b", "ab"),
        ("a\x9b31mb\x90secret\x9cc", "abc"),
        ("unfinished \x1b", "unfinished "),
        ("an OSC without an end\x1b]0;to the end\nnext", "an OSC without an end\nnext"),
        ("a\r\nb\rc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("\u202eabc\u202c\u2066d\u2069\u200f\u061c", "abcd"),
        ("a\x00b\x07c\x7fd\x08", "abcd"),
        ("\ud800 \ufffe \U0001ffff", "\ufffd \ufffd \ufffd"),
        ("zero\u200bwidth\ufeff \U000e0041tag", "zerowidth tag"),
        ("中文 ✓ naïve 👩‍🔬\tx", "中文 ✓ naïve 👩‍🔬\tx"),
        ("\ue000not code\ue001", "not code"),
    ],
)
def test_only_plain_text_stays(text, expected):
    assert clean(text) == expected


def test_cleaning_twice_changes_nothing():
    for text in HOSTILE:
        once = clean(text)
        assert clean(str(once)) == once


def test_a_removed_escape_cannot_join_its_sides_to_a_new_one():
    assert "\x1b" not in clean("\x1b\x1b[31m[31mx")
    assert "\u202e" not in clean("\u200b\u202e")


def test_a_limit_counts_what_is_shown():
    assert clean("abcdef", 4) == "abc…"
    assert clean("\x1b[31mabc\x1b[0m", 3) == "abc"
    assert len(clean("x" * 10_000_000, 50)) == 50


def test_code_marks_come_from_the_grader_alone():
    sentence = clean("use ") + code("a\ue001b") + " now"
    assert list(spans(author_text("set `w` to \ue0001\ue001"))) == [("set ", False), ("w", True), (" to 1", False)]
    assert code("x\ny  z") == code("x y z")
    assert "".join(piece for piece, _ in spans(sentence)) == "use ab now"
    assert list(spans("\ue000half")) == [("half", False)]


def test_one_line_keeps_code_marks():
    assert list(spans(one_line(author_text("a `b`\n c")))) == [("a ", False), ("b", True), (" c", False)]


@pytest.mark.parametrize("limit", [1, 2, 7, 120])
def test_one_line_begins_as_the_whole_text_does_wherever_the_search_for_its_beginning_ends(limit):
    for shift in range(20):
        text = " " * shift + "".join(HOSTILE) * (1 + 2000 // len("".join(HOSTILE)))
        whole = one_line(text)
        assert len(whole) > limit
        assert one_line(text, limit) == whole[: limit - 1] + "…"
    assert one_line(" " * 10_000 + "\x1b[31m" * 1000 + "a", limit) == "a"
