"""What was printed, told apart by case, whatever a learner's code prints."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grader.execution.printed import Output


def mark(number: int) -> bytes:
    return b"\x1e%d\x1f" % number


@given(st.integers(0, 20), st.integers(0, 20))
def test_what_each_case_printed_is_told_wherever_the_reading_stopped(first: int, second: int) -> None:
    output, whole = Output(100), b"one\n" + mark(0) + b"three\n" + mark(12)
    for begin, end in ((0, first), (first, first + second), (first + second, None)):
        output.feed(whole[begin:end])
    assert output.take() == "one\nthree\n"
    assert output.by_case(13) == ("one\n", *[""] * 11, "three\n")


def test_the_case_that_was_stopped_has_what_came_after_the_last_mark() -> None:
    output = Output(100)
    output.feed(b"one" + mark(0) + b"two")
    output.take()
    assert output.by_case(2, stopped=True) == ("one", "two")
    assert output.by_case(2) == ("one", "")


def test_where_nothing_was_printed_nothing_is_told() -> None:
    output = Output(100)
    assert output.take() == ""
    assert output.by_case(2) == ()


def test_what_only_begins_like_a_mark_is_text() -> None:
    output = Output(100)
    output.feed(b"\x1e1")
    assert output.take() == "\x1e1"
    output.feed(b"a")
    assert output.take() == "a"


@given(st.lists(st.binary(max_size=40), max_size=12), st.integers(1, 50))
def test_neither_the_text_nor_the_parts_are_longer_than_the_limit(chunks: list[bytes], limit: int) -> None:
    output = Output(limit)
    for chunk in chunks:
        output.feed(chunk)
    text, _, _ = output.take().partition("\n[… ")
    assert len(text) <= limit
    assert len("".join(output.by_case(5, stopped=True))) <= limit
