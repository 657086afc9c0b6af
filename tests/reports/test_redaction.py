"""What learners are given of a drawn case holds their own values and the cause, and never what is expected."""

from __future__ import annotations

import msgspec
import pytest
from msgspec.structs import replace

from grader.grading.documents import decode_result, encode_result
from grader.grading.result import Adjustment, CaseResult, CurveResult, Result
from grader.numerics.differences import Difference
from grader.reports.formats import FORMATS, render
from grader.reports.html import render_html
from grader.reports.language import language_for
from grader.reports.redaction import for_learner, points_only, redacted
from reports import samples

SECRET, NUMBER = "41.8273", 41.8273
MINE = "17.25"
ARRAY = {"index": (1,), "wrong": 2, "size": 3}


def difference(**more: object) -> Difference:
    return samples.value_difference(17.25, NUMBER, **more)


FAILED = {
    "a number": {"got": MINE, "expected": SECRET, "differences": (difference(),)},
    "an array": {"got": MINE, "expected": SECRET, "differences": (difference(**ARRAY),)},
    "one of an array": {"differences": (difference(**{**ARRAY, "wrong": 1}),)},
    "all of an array": {"differences": (difference(**{**ARRAY, "wrong": 3}), difference(path=("w",)))},
    "a history": {"differences": (difference(**ARRAY, path=("ws",), first_step=1),)},
    "a history from its start": {"differences": (difference(**ARRAY, first_step=0),)},
    "no number": {"differences": (Difference("nan", (), MINE, SECRET, index=(0,), wrong=1, size=1),)},
    "a text": {"differences": (Difference("text", (), f"'{MINE}'", f"'{SECRET}'"),)},
    "a kind of number": {"differences": (Difference("type", (), MINE, SECRET),)},
    "an argument": {"got": MINE, "expected": SECRET, "changed": ("xs",)},
    "a bound beside it": {"got": MINE, "expected": SECRET, "bound": "[0, 1]"},
    "a property": {
        "got": MINE,
        "expected": SECRET,
        "unmet": {"en": f"You give 17.25; {SECRET} is best.", "zh": f"你给出17.25，最好是{SECRET}。"},
    },
}  # fmt: skip


def result_of(case: CaseResult, *curves: CurveResult) -> Result:
    function = "train" if curves or any(one.first_step is not None for one in case.differences) else "gradient"
    return samples.result(samples.exercise(samples.check(function, "failed", cases=(case,), curves=curves)))


def case_of(facts: dict[str, object], drawn: bool | None) -> CaseResult:
    return samples.failed_case(drawn=drawn, **facts)


@pytest.mark.parametrize("drawn", [True, None], ids=["drawn", "of an older document"])
@pytest.mark.parametrize("facts", FAILED.values(), ids=FAILED)
def test_no_report_holds_what_is_expected_of_a_drawn_case(facts: dict[str, object], drawn: bool | None) -> None:
    given = redacted(result_of(case_of(facts, drawn)))
    for format_ in FORMATS:
        for code in ("en", "zh"):
            said = render(given, format_, language_for(code))
            assert SECRET not in said, (format_, code)
            assert "%(" not in said


@pytest.mark.parametrize("facts", FAILED.values(), ids=FAILED)
def test_a_fixed_case_is_as_it_was(facts: dict[str, object]) -> None:
    result = result_of(case_of(facts, False))
    assert redacted(result) == replace(result, seed=None)


@pytest.mark.parametrize("name", [name for name in FAILED if name not in ("an argument", "a bound beside it")])
def test_the_learner_s_own_value_or_the_cause_stays(name: str) -> None:
    given = redacted(result_of(case_of(FAILED[name], True)))
    said = render(given, "markdown", language_for("en"))
    assert ("You give …; … is best." if name == "a property" else MINE) in said


def test_form_is_told_and_so_is_the_error_that_is_expected() -> None:
    for facts in (
        {"differences": (Difference("shape", (), "(3, 1)", "(3,)"),)},
        {"differences": (Difference("type", (), "None", "float"),)},
        {"got": "3.0", "expected": "ValueError / TypeError"},
    ):
        result = result_of(case_of(facts, True))
        assert redacted(result) == replace(result, seed=None)
    assert "True" not in render(
        redacted(result_of(case_of({"got": "0.5", "expected": "True"}, True))), "json", language_for("en")
    )


def test_a_case_that_passed_does_not_tell_either() -> None:
    passed = samples.passed_case("n = 50", got=MINE, expected=SECRET, drawn=True)
    assert SECRET not in encode_result(redacted(result_of(passed))).decode()


def test_the_curve_of_a_drawn_case_is_the_learner_s_alone() -> None:
    costs, weights = (msgspec.structs.replace(one, drawn=True) for one in samples.curves(1.6))
    given = redacted(result_of(case_of({}, True), costs, weights))
    for curve in given.exercises[0].checks[0].curves:
        assert curve.learner
        assert curve.reference == curve.cost_w == curve.cost == curve.reference_cost == ()
    page = render_html(given, language_for("en"))
    assert "<path" in page
    assert 'class="s-reference f-paper"' not in page


def test_a_sentence_keeps_its_words_and_names() -> None:
    facts = {
        "unmet": {"en": "`w1` is a float32, [2, 0, -3.5e-2] for x = 1.0, not 1.", "zh": "最好可以达到15，而不是3。"}
    }
    (case,) = redacted(result_of(case_of(facts, True))).exercises[0].checks[0].cases
    assert case.unmet == {"en": "`w1` is a float32, […] for x = …, not ….", "zh": "最好可以达到…，而不是…。"}


def test_points_alone_are_those_of_each_exercise() -> None:
    late = Adjustment("late", percent=10, points=9.0)
    result = msgspec.structs.replace(
        samples.named_mistake(), adjustments=(late, Adjustment("comment", text="Well done", who="prof"))
    )
    given = points_only(result)
    assert [(one.points, one.max_points) for one in given.exercises] == [
        (one.points, one.max_points) for one in result.exercises
    ]
    assert (given.points, given.max_points) == (result.points, result.max_points)
    assert decode_result(encode_result(given)) == given
    said = encode_result(given).decode()
    for word in ("factor", "check_gradient", "Well done", "failed_case", "epoch"):
        assert word not in said
    page = render_html(given, language_for("en"), "points")
    assert "10 % is taken off" in page
    assert "Well done" not in page
    assert for_learner(result, "points") == given
    assert for_learner(result, "nothing") is None
