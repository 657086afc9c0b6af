"""What was printed, told apart by case, whatever a learner's code prints."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from grader.execution.printed import Output
from grader.wire.messages import CASE_MARK


def test_what_each_case_printed_is_told_and_the_marks_are_in_no_text() -> None:
    output = Output(100)
    for chunk in (b"one\n" + CASE_MARK + CASE_MARK, b"th", b"ree\n" + CASE_MARK):
        output.feed(chunk)
    assert output.take() == "one\nthree\n"
    assert output.by_case(3) == ("one\n", "", "three\n")


def test_the_case_that_was_stopped_has_what_came_after_the_last_mark() -> None:
    output = Output(100)
    output.feed(b"one" + CASE_MARK + b"two")
    output.take()
    assert output.by_case(2) == ("one", "two")


def test_where_marks_and_cases_do_not_agree_nothing_is_told() -> None:
    output = Output(100)
    output.feed(b"a" + CASE_MARK + b"b" + CASE_MARK + CASE_MARK)
    output.take()
    assert output.by_case(2) == ()


@given(st.lists(st.binary(max_size=40), max_size=12), st.integers(1, 50))
def test_neither_the_text_nor_the_parts_are_longer_than_the_limit(chunks: list[bytes], limit: int) -> None:
    output = Output(limit)
    for chunk in chunks:
        output.feed(chunk)
    text, dropped, _ = output.take().partition("\n[… ")
    given_bytes = sum(len(chunk.replace(CASE_MARK, b"")) for chunk in chunks)
    assert bool(dropped) == (given_bytes > limit)
    marks = sum(chunk.count(CASE_MARK) for chunk in chunks)
    assert len("".join(output.by_case(marks + 1)).encode("utf-8", "replace")) <= 3 * limit
    assert CASE_MARK.decode() not in text
