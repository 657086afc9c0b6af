"""What the numbers of a check that failed say, in both languages."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from grader.grading.diagnosis.causes import Condition, Dependence, Divergence, Quantity, Relation
from grader.grading.result import CurveResult, ErrorInfo, NamedMistake
from grader.numerics.differences import Difference
from grader.reports.cause_sentences import explaining_sentences, numbers_sentences
from grader.reports.language import language_for
from grader.reports.plots import plot
from grader.reports.redaction import redacted
from grader.reports.safe_text import spans
from reports import samples

ENGLISH, CHINESE = language_for("en"), language_for("zh")


def ticked(text):
    return "".join(f"`{piece}`" if is_code else piece for piece, is_code in spans(text))


def check(**causes):
    case = samples.failed_case(differences=(samples.value_difference(1.0, 2.0),))
    return replace(samples.check("gradient", "failed", cases=(case,)), **causes)


def told(language=ENGLISH, **causes):
    return [ticked(said) for said in numbers_sentences(check(**causes), language)]


SAID = {
    "your result is half of ours, with the other sign": Relation(change="factor", constant=-0.5),
    "your result is ours times `len(xs) / 3`": Relation(change="factor", constant=1 / 3, by=(Quantity("xs", 0),)),
    "your result is ours divided by `3`": Relation(change="factor", constant=1 / 3),
    "your result is `1.4427` times ours": Relation(change="factor", constant=1.4427),
    "your result is ours minus `x * upstream`": Relation(
        change="offset", constant=-1.0, by=(Quantity("x"), Quantity("upstream"))
    ),
    "your result is ours times `1 / sqrt(n)`": Relation(change="factor", by=(Quantity("n", None, -0.5),)),
    "your result is ours transposed: rows and columns are swapped": Relation(arrangement="transposed"),
    "your result is `x + w`, and nothing else": Relation(
        change="arguments", name="+", by=(Quantity("x"), Quantity("w"))
    ),
    "your result is the argument `w` as it was handed over": Relation(change="arguments", by=(Quantity("w"),)),
    "where `y` is 1, your result is twice ours; elsewhere it is right": Relation(
        change="factor", constant=2.0, where=Condition("equal", 1.0, "y", each=True)
    ),
    "your result is twice ours; it is right where `len(xs)` is 1": Relation(
        change="factor", constant=2.0, right=Condition("equal", 1.0, "xs", 0)
    ),
    "your result is right but for its sign, which is wrong where ours is negative": Relation(
        change="sign", where=Condition("below", 0.0)
    ),
    "your result is what `cost` should give for the same arguments": Relation(change="other_function", name="cost"),
}  # fmt: skip


@pytest.mark.parametrize("said", SAID)
def test_a_relation_in_words(said: str) -> None:
    relation = replace(SAID[said], cases=4)
    assert told(relations=(relation,)) == [f"In all 4 cases with a wrong result, {said}."]
    assert "4" in told(CHINESE, relations=(relation,))[0]
    assert "ours" not in told(CHINESE, relations=(relation,))[0]


def test_relations_that_are_alike_are_told_once() -> None:
    relations = tuple(Relation((name,), change="factor", constant=2.0, cases=3) for name in ("dw", "db"))
    assert told(relations=relations) == [
        "In all 3 cases with a wrong result, each of your `dw` and `db` is twice ours."
    ]


def test_what_it_does_not_depend_on() -> None:
    unread = Dependence(ignores=("up",), unread=("up",), reads=(("upstream", 4),))
    assert told(dependence=unread) == [
        "Your `gradient` never reads its argument `up`.",
        "It reads `upstream` from outside the function: line 4.",
    ]
    assert told(dependence=Dependence(ignores=("up",), pairs=2)) == [
        "Your result stays the same where only `up` changes, and ours does not."
    ]
    right = Dependence(right=Condition("equal", 1.0, "xs", 0))
    assert told(dependence=right) == ["Your result is right in just the cases where `len(xs)` is 1."]
    assert told(dependence=right, relations=(Relation(change="factor", constant=2.0, cases=3),))[1:] == []


def test_where_a_run_leaves_the_path() -> None:
    found = Divergence(0, "ws", 2, got=1.5, expected=1.25, before=1.0, cause="again", drawn=False)
    assert told(divergence=found) == [
        "`ws` is the first to leave our path, at step 2: it is `1.5`; `1.25` is expected.",
        "In every wrong case, `ws` makes the same move at its first wrong step as at the step before.",
    ]
    told_of_it = Difference("value", ("ws",), "1.5", "1.25", first_step=2, size=5)
    one = check(divergence=replace(found, cause=""))
    one = replace(one, cases=(samples.failed_case(differences=(told_of_it,)),))
    assert numbers_sentences(one, ENGLISH) == []


def test_a_named_mistake_is_told_instead() -> None:
    named = NamedMistake("sum", {"en": "You have summed."}, {"en": "What is a mean?"})
    assert told(mistakes=(named,), relations=(Relation(change="factor", constant=2.0, cases=3),)) == []


def test_the_numbers_come_before_the_simplest_case_and_after_an_exception() -> None:
    relation = Relation(change="factor", constant=2.0, cases=3)
    one = check(relations=(relation,))
    assert "twice" in explaining_sentences(one, one.cases[0], 1, ENGLISH)[0]
    raised = samples.failed_case(status="error", error=ErrorInfo("exception", "ValueError", "no", 3))
    assert "twice" in explaining_sentences(one, raised, 1, ENGLISH)[-1]


def test_what_a_drawn_run_should_have_given_is_withheld() -> None:
    found = Divergence(0, "ws", 2, got=1.5, expected=1.25, before=1.0, cause="again", drawn=True)
    document = redacted(samples.result(samples.exercise(check(divergence=found))))
    kept = document.exercises[0].checks[0]
    assert kept.divergence == replace(found, expected=None, before=None)
    assert ticked(numbers_sentences(kept, ENGLISH)[0]) == "`ws` is the first to leave our path, at step 2, with `1.5`."


def test_the_plot_marks_where_the_curve_leaves_the_reference() -> None:
    curve = CurveResult({"en": "Cost"}, (3.0, 2.0, 5.0), (3.0, 2.0, 1.0))
    marked = plot(replace(curve, leaves=2), "one", ENGLISH)
    assert marked.svg != plot(curve, "one", ENGLISH).svg
    assert "It leaves the reference at step 2." in marked.description
