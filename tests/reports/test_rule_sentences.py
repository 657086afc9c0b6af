"""What a reader is told of a broken rule."""

from __future__ import annotations

import pytest

from grader.grading.result import CheckResult
from grader.grading.rule_uses import BrokenRule, RuleUse
from grader.reports.language import language_for
from grader.reports.rule_sentences import rule_sentences
from grader.reports.safe_text import Clean, spans
from grader.reports.views import CheckView, view_of
from reports import samples

ENGLISH, CHINESE = language_for("en"), language_for("zh")
RIGHT = (samples.passed_case("n = 3"), samples.passed_case("n = 50"))
GRAD = RuleUse("torch.autograd.grad", 40, "gradient", "    return torch.autograd.grad(c, w)")


def ticked(text: Clean) -> str:
    return "".join(f"`{piece}`" if is_code else piece for piece, is_code in spans(text))


def broken(*rules: BrokenRule, status: str = "failed", **more: object) -> CheckResult:
    return samples.check("gradient", status, broken_rules=rules, cases=RIGHT, **more)


def first(rule: BrokenRule, language: str = "en") -> str:
    return ticked(rule_sentences(broken(rule), ENGLISH if language == "en" else CHINESE)[0])


def view(check: CheckResult, language: str = "en") -> CheckView:
    arranged = view_of(samples.result(samples.exercise(check)), ENGLISH if language == "en" else CHINESE)
    return arranged.chapters[0].exercises[0].checks[0]


FIRST = {
    "in the function": (
        BrokenRule("by_hand", (GRAD,)),
        "`gradient` should be written by hand; line 40 uses `torch.autograd.grad`.",
        "`gradient` 要自己动手实现；第 40 行用到了 `torch.autograd.grad`。",
    ),
    "in a helper": (
        BrokenRule("by_hand", (RuleUse(".backward", 7, "slope"),)),
        "`gradient` should be written by hand; `slope`, which it calls, uses `backward()` on line 7.",
        "`gradient` 要自己动手实现；它所调用的 `slope` 在第 7 行用到了 `backward()`。",
    ),
    "at the top level": (
        BrokenRule("by_hand", (RuleUse("torch.func.grad", 9),)),
        "`gradient` should be written by hand; line 9 uses `torch.func.grad`.",
        "`gradient` 要自己动手实现；第 9 行用到了 `torch.func.grad`。",
    ),
    "without a line": (
        BrokenRule("by_hand", (RuleUse("torch.nn.MSELoss"),)),
        "`gradient` should be written by hand; it calls `torch.nn.MSELoss`.",
        "`gradient` 要自己动手实现；它调用了 `torch.nn.MSELoss`。",
    ),
    "hidden": (
        BrokenRule("by_hand"),
        "`gradient` should be written by hand; here a library does the work.",
        "`gradient` 要自己动手实现；这里由库代劳了。",
    ),
    "something else": (
        BrokenRule("forbid", (RuleUse("torch.sigmoid", 4, "gradient"),)),
        "`gradient` should do without `torch.sigmoid`; line 4 uses it.",
        "`gradient` 不应使用 `torch.sigmoid`；第 4 行用到了。",
    ),
    "a method of the same name": (
        BrokenRule("forbid", (RuleUse(".gradient", 4, "gradient"),)),
        "`gradient` should do without `.gradient()`; line 4 uses it.",
        "`gradient` 不应使用 `.gradient()`；第 4 行用到了。",
    ),
    "something else in a helper": (
        BrokenRule("forbid", (RuleUse("torch.sigmoid", 4, "squash"),)),
        "`gradient` should do without `torch.sigmoid`; `squash`, which it calls, uses it on line 4.",
        "`gradient` 不应使用 `torch.sigmoid`；它所调用的 `squash` 在第 4 行用到了。",
    ),
    "a file that cannot be looked through": (
        BrokenRule("unreadable"),
        "`gradient` has a rule to follow, but the file is too long or too deeply nested to be checked for it: "
        "write it more simply.",
        "`gradient` 有要遵守的规则，但文件太长或嵌套太深，无法检查：请写得简单一些。",
    ),
}


@pytest.mark.parametrize(("rule", "english", "chinese"), FIRST.values(), ids=FIRST.keys())
def test_which_rule_in_which_function_at_which_line(rule: BrokenRule, english: str, chinese: str) -> None:
    assert first(rule) == english
    assert first(rule, "zh") == chinese


def test_the_other_lines_the_authors_sentence_and_what_to_do_follow() -> None:
    uses = (RuleUse("requires_grad=True", 38, "gradient"), RuleUse(".backward", 39, "gradient"))
    rule = BrokenRule("by_hand", uses, {"en": "Differentiate once yourself.", "zh": "请自己求一次导。"})
    assert [ticked(said) for said in rule_sentences(broken(rule), ENGLISH)][1:] == [
        "The same holds for line 39 (`backward()`).",
        "Differentiate once yourself.",
        "The result itself is right: keep this version, and compare your own with it.",
    ]
    assert "请自己求一次导。" in [ticked(said) for said in rule_sentences(broken(rule), CHINESE)]


def test_a_report_shows_the_rule_in_place_of_numbers_that_are_right() -> None:
    check = broken(BrokenRule("by_hand", (GRAD,)), line=40, source=GRAD.source)
    shown = view(check)
    assert shown.word == "breaks a rule"
    assert ticked(shown.brief).startswith("`gradient` should be written by hand")
    assert shown.location is not None
    assert shown.location.line == 40
    assert shown.explanation.rows == ()
    assert view(check, "zh").word == "不符合规则"


def test_wrong_numbers_come_before_the_rule() -> None:
    wrong = samples.failed_case(differences=(samples.value_difference(1.0, 2.0),))
    check = samples.check("gradient", "failed", broken_rules=(BrokenRule("by_hand", (GRAD,)),), cases=(wrong,))
    said = [ticked(one) for one in view(check).explanation.sentences]
    assert "`2`" in said[0]
    assert "by hand" in said[1]
    assert not any("is right" in one for one in said)
    assert view(check).word == "not right yet"


def test_a_check_that_waits_says_only_that() -> None:
    shown = view(broken(BrokenRule("by_hand", (GRAD,)), status="blocked", blocked_by=("check_cost",)))
    assert [ticked(said) for said in shown.explanation.sentences] == ["Waiting for `check_cost`."]


def test_points_that_stay_are_told() -> None:
    half = broken(BrokenRule("by_hand", (GRAD,), keeps=0.5), points=1.5)
    assert "You keep 50% of the points." in rule_sentences(half, ENGLISH)
    free = broken(BrokenRule("by_hand", (GRAD,), keeps=1.0), status="passed", points=3.0)
    assert "It costs no points." in rule_sentences(free, ENGLISH)
    assert "It costs no points." in view(free).notes


def test_the_next_step_leads_to_the_line_in_the_function_that_it_is_in() -> None:
    rule = BrokenRule("by_hand", (RuleUse(".backward", 7, "slope", "    c.backward()"),))
    arranged = view_of(samples.result(samples.exercise(broken(rule, line=7, source="    c.backward()"))), ENGLISH)
    assert "line 7" in arranged.next_step
    assert "slope" in arranged.next_step


def test_hostile_names_are_cleaned() -> None:
    rule = BrokenRule("by_hand", (RuleUse("\x1b[31mtorch\u202e", 3, "<script>\x07"),))
    assert not any(
        mark in said for said in rule_sentences(broken(rule), ENGLISH) for mark in ("\x1b", "\u202e", "\x07")
    )
