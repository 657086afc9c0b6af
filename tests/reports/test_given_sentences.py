"""What is said of a check that was judged given the learner's own earlier functions."""

from __future__ import annotations

import pytest

from grader.grading.result import CheckResult, Given
from grader.reports.given_sentences import given_sentence
from grader.reports.language import language_for
from grader.reports.sentences import check_brief


def check(given: Given | None) -> CheckResult:
    status = "failed" if given is not None and given.verdict == "wrong" else "blocked"
    return CheckResult("b", "cost", "cost", {}, status, 0.0, 2.0, blocked_by=("a",), given=given)


@pytest.mark.parametrize(
    ("given", "english", "chinese"),
    [
        (Given(("forward",), "right", 1.0), "Right, given your own", "是对的"),
        (Given(("forward", "loss"), "right", 0.5), "which are still wrong", "是对的"),
        (Given(("forward",), "wrong"), "judged given your own", "也有错"),
        (Given(("forward",), "unjudged"), "Not judged yet", "暂不判断"),
    ],
)
def test_each_verdict_is_said_with_the_functions(given: Given, english: str, chinese: str) -> None:
    for code, words in (("en", english), ("zh", chinese)):
        said = given_sentence(check(given), language_for(code))
        assert words in said
        assert all(function in said for function in given.functions)


def test_a_blocked_check_says_how_it_was_judged_and_else_what_it_waits_for() -> None:
    english = language_for("en")
    assert "still wrong" in check_brief(check(Given(("forward",), "right", 1.0)), {"a": "forward"}, english)
    assert check_brief(check(None), {"a": "forward"}, english).startswith("Waiting for")


@pytest.mark.parametrize(
    ("credit", "english", "chinese"),
    [(1.0, "", ""), (0.5, "It has half its points until", "一半分数"), (0.0, "It has no points until", "不得分")],
)
def test_what_the_policy_takes_off_is_said_with_it(credit: float, english: str, chinese: str) -> None:
    for code, words in (("en", english), ("zh", chinese)):
        for slope in (False, True):
            full = given_sentence(check(Given(("cost",), "right", 1.0, slope)), language_for(code))
            said = given_sentence(check(Given(("cost",), "right", credit, slope)), language_for(code))
            assert said.startswith(full)
            assert words in said
            assert (said == full) is (credit == 1)
