"""What a learner's source shows, in the result of a whole submission."""

import pytest

from grader.grading.case_verdicts import error_of
from grader.grading.diagnosis.gathering import absent, check_evidence, load_evidence
from grader.grading.grading import grade
from grader.grading.result import CaseResult, ErrorInfo
from grader.grading.submissions import Submission, unread_file
from grader.numerics.differences import Difference
from grader.source.evidence import Evidence
from grader.wire.messages import Frame, Raised

REFERENCE = "def line(x, w):\n    return x * w\n\n\ndef path(xs, w):\n    return [line(x, w) for x in xs]\n"


def failing(error=None, difference=None):
    status = "failed" if error is None else "error"
    return (CaseResult("passed"), CaseResult(status, error=error, differences=(difference,) if difference else ()))


def test_the_explanation_of_the_first_exception_comes_first():
    text = "w = 2.0\n\n\ndef line(x):\n    return x * w\n\n\ndef line(x):\n    return x * w\n"
    error = error_of(Raised("TypeError", ("Exception",), "line() takes 1 positional argument but 2 were given"))
    first, *others = check_evidence(text, REFERENCE, "line", failing(error))
    assert first == Evidence("first_line", 8, "line", names=("x", "w"), others=("w",))
    assert [one.kind for one in others] == ["defined_twice"]


def test_a_method_in_place_of_its_result_is_found_in_the_function():
    text = REFERENCE + "\n\ndef mean(xs):\n    return xs.mean\n"
    difference = Difference("type", (), "builtin_function_or_method", "float")
    assert check_evidence(text, REFERENCE, "mean", failing(difference=difference)) == (
        Evidence("uncalled", 10, ".mean"),
    )
    assert check_evidence(text, REFERENCE, "mean", failing(difference=Difference("type", (), "str", "float"))) == ()


def test_autograd_is_told_of_only_where_gradients_are_used():
    off = "import torch\n\ntorch.set_grad_enabled(False)\n" + REFERENCE
    raised = error_of(Raised("ValueError", (), "no such size", (Frame(6, "line"),)))
    uses = off + "\n\ndef slope(x, w):\n    line(x, w).backward()\n"
    assert check_evidence(off, REFERENCE, "line", failing()) == ()
    assert check_evidence(uses, REFERENCE, "line", failing()) == (Evidence("autograd_off", 3),)
    assert check_evidence(uses, REFERENCE, "line", failing(raised)) == ()


@pytest.mark.parametrize(
    ("text", "function", "found"),
    [
        ("def line(x, w):\n    return x\n", "path", True),
        ("def line(x, w):\n    return x\n", "line", False),
        ("path = lambda xs, w: xs\n", "path", False),
        ("from helper import path\n", "path", False),
        ("from helper import *\n", "path", False),
        ("def line(x, w:\n    return x\n", "path", False),
        ("class Unit:\n    pass\n", "Unit.forward", False),
        ("x = 1\n", "Unit.forward", True),
    ],
)
def test_a_function_is_absent_only_from_a_file_that_can_be_read_and_gives_its_name_no_value(text, function, found):
    assert (absent(text, function) is not None) == found


def test_why_a_file_did_not_load():
    marks = "a = 1\n<<<<<<< mine\nb = 2\n=======\nb = 3\n>>>>>>> theirs\n"
    syntax = ErrorInfo("syntax", "SyntaxError", "invalid syntax", line=2)
    assert load_evidence(marks, REFERENCE, syntax) == (Evidence("merge_conflict", 2),)
    assert (
        load_evidence("a = (1\n", REFERENCE, ErrorInfo("syntax", "SyntaxError", "'(' was never closed", line=1)) == ()
    )
    call = ErrorInfo("exception", "TypeError", "line() missing 1 required positional argument: 'w'", line=3)
    text = "def line(x, w):\n    return x * w\nprint(line(2.0))\n"
    assert load_evidence(text, REFERENCE, call) == (Evidence("own_call", 3, "line", names=("x", "w"), count=1),)
    assert load_evidence(text, REFERENCE, ErrorInfo("time")) == ()


def test_a_whole_submission_holds_what_its_source_shows(graded, reference):
    text = reference.replace("return ((forward(xs, w) - ys) ** 2).mean()", "return ((forward(xs, w) - ys) ^ 2).mean()")
    assert text != reference
    cost = next(check for check in graded(text).checks if check.function == "cost")
    assert cost.status == "error"
    assert [one.kind for one in cost.evidence] == ["exclusive_or"]
    assert cost.evidence[0].line == cost.line


def test_what_waits_or_passes_shows_nothing(graded, reference):
    assert all(check.evidence == () for check in graded(reference).checks)


def test_a_file_that_was_not_read_is_told_as_that_in_every_check(ready, preparer, pool):
    file = unread_file("gradient_descent.py", "TooLong", "it is too long")
    result = grade(Submission("Ada", {"gradient_descent": file}), (ready,), pool, preparer.run(0))
    assert {check.evidence for check in result.exercises[0].checks} == {(Evidence("unread"),)}
    assert {check.status for check in result.exercises[0].checks} == {"fault"}
