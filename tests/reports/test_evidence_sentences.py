"""What the learner's source shows, as it is told; and that nothing true is dropped from a check that was stopped."""

from typing import get_args

import msgspec
import pytest

from grader.grading.result import ErrorInfo
from grader.reports.evidence_sentences import evidence_sentence, explanation_of
from grader.reports.language import language_for
from grader.reports.safe_text import spans
from grader.reports.sentences import check_brief
from grader.reports.views import view_of
from grader.source.evidence import Evidence, EvidenceKind
from reports import samples

ENGLISH, CHINESE = language_for("en"), language_for("zh")


def ticked(text):
    return "".join(f"`{piece}`" if is_code else piece for piece, is_code in spans(text))


def told(check, language=ENGLISH):
    view = view_of(samples.result(samples.exercise(check)), language).chapters[0].exercises[0].checks[0]
    return view.explanation


@pytest.mark.parametrize("kind", get_args(EvidenceKind))
@pytest.mark.parametrize("count", [None, 1, 2])
def test_every_kind_is_said_in_both_languages(kind, count):
    evidence = Evidence(kind, 7, "cost", other="Net", names=("xs", "w"), others=("w",), count=count)
    english, chinese = evidence_sentence(evidence, ENGLISH), evidence_sentence(evidence, CHINESE)
    assert english
    assert english != chinese
    assert "%(" not in english + chinese


def test_a_line_is_one_of_the_notebook_where_there_is_one():
    from grader.grading.result import Cell

    exercise = msgspec.structs.replace(samples.exercise(), cells=(Cell(1, 1), Cell(5, 4)))
    language = ENGLISH.for_lines_of(exercise)
    for kind in ("autograd_off", "uncalled", "exclusive_or", "merge_conflict", "step_first", "bare_name"):
        assert "cell 4, line 3" in evidence_sentence(Evidence(kind, 7, "cost", count=1), language), kind


def test_what_the_source_shows_takes_the_place_of_what_is_said_of_any_such_exception():
    error = ErrorInfo("exception", "TypeError", "forward() missing 1 required positional argument: 'w'", line=9)
    own = Evidence("own_call", 9, "forward", names=("x", "w"), count=1)
    case = samples.failed_case(status="error", error=error)
    said = [ticked(one) for one in told(samples.check("cost", "error", cases=(case,), evidence=(own,))).sentences]
    assert said[1:] == ["The call on line 9 gives `forward` one argument; it takes `(x, w)`."]
    plain = [ticked(one) for one in told(samples.check("cost", "error", cases=(case,))).sentences]
    assert plain[1:] == ["`forward()` needs more arguments than it is given here."]


def test_what_explains_nothing_stands_beside_the_exception():
    error = ErrorInfo("exception", "ZeroDivisionError", "division by zero", line=9)
    twice = Evidence("defined_twice", 20, "cost", count=4)
    assert explanation_of(error, (twice,), ENGLISH) == ""
    case = samples.failed_case(status="error", error=error)
    said = told(samples.check("cost", "error", cases=(case,), evidence=(twice,))).sentences
    assert "divided by zero" in said[1]
    assert ticked(said[2]) == "`cost` is defined twice, on line 4 and on line 20. The last one counts."


def test_a_check_that_raises_in_one_case_and_is_wrong_in_another_tells_both():
    wrong = samples.failed_case("n = 3", differences=(samples.value_difference(1.0, 2.0),))
    raised = samples.failed_case("n = 50", "error", error=ErrorInfo("exception", "ValueError", "no such size", line=9))
    explanation = told(samples.check("cost", "error", cases=(wrong, raised)))
    assert explanation.error == "ValueError: no such size"
    assert explanation.case == "n = 50"
    assert [ticked(one) for one in explanation.sentences] == [
        "For n = 50, line 9 raises `ValueError`.",
        "For n = 3, the result is `1`; `2` is expected.",
    ]
    assert "no such size" in check_brief(samples.check("cost", "error", cases=(wrong, raised)), {}, ENGLISH)


def test_a_function_that_the_file_lacks_is_missing_even_where_the_file_crashes():
    missing = samples.failed_case(status="not_attempted", error=ErrorInfo("missing", function="cost"))
    crashed = samples.check("cost", "error", cases=(missing,))
    assert check_brief(crashed, {}, ENGLISH) == "The file did not load this far."
    absent = msgspec.structs.replace(crashed, evidence=(Evidence("absent", name="cost"),))
    assert ticked(check_brief(absent, {}, ENGLISH)) == "The file has no `cost`."


def test_a_file_that_was_not_read_is_not_called_a_fault_of_the_grader():
    unread = samples.check("cost", "fault", evidence=(Evidence("unread"),), fault="cost.py was not read")
    assert check_brief(unread, {}, ENGLISH) == "Not judged: the file was not read."
    assert check_brief(unread, {}, CHINESE) == "没有评判：文件没有读取。"
