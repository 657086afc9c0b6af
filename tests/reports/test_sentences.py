import math
from typing import get_args

import msgspec
import pytest

from grader.grading.result import CaseResult, ErrorInfo, NamedMistake, Notice, NoticeKind
from grader.numerics.differences import Difference
from grader.reports import numbers
from grader.reports.exceptions import RULES, meaning
from grader.reports.language import interface_languages, language_for
from grader.reports.mistake_sentences import mistakes_lead, told_mistakes
from grader.reports.notice_sentences import notice_sentence
from grader.reports.safe_text import spans
from grader.reports.sentences import case_sentences, check_brief, coverage, error_sentences
from grader.reports.views import view_of
from reports import samples

ENGLISH, CHINESE = language_for("en"), language_for("zh")


def ticked(text):
    return "".join(f"`{piece}`" if is_code else piece for piece, is_code in spans(text))


def told(case, function="gradient", language=ENGLISH):
    return [ticked(said) for said in case_sentences(case, 1, samples.check(function), language)]


def told_difference(difference, function="gradient", language=ENGLISH):
    return told(samples.failed_case(differences=(difference,)), function, language)[0]


def test_a_wrong_value():
    difference = samples.value_difference(1.234567, 2.469134)
    assert told_difference(difference) == "For n = 50, the result is `1.23457`; `2.46913` is expected."
    assert told_difference(difference, language=CHINESE) == "当 n = 50 时\uff0c结果是 `1.23457`\uff0c应为 `2.46913`。"


def test_the_case_is_named_by_label_arguments_or_number():
    difference = (samples.value_difference(1.0, 2.0),)
    labelled = CaseResult("failed", {"en": "one sample"}, differences=difference)
    assert told(labelled)[0].startswith("In the case “one sample”, ")
    by_arguments = CaseResult("failed", arguments={"w": "1.0", "lr": "0.1"}, differences=difference)
    assert told(by_arguments)[0].startswith("For `w = 1.0, lr = 0.1`, the result is")
    assert told(CaseResult("failed", arguments={"xs": "1, " * 50}, differences=difference))[0].startswith("In case 1, ")


@pytest.mark.parametrize(
    ("difference", "function", "expected"),
    [
        (
            Difference("shape", (), "(3, 1)", "(3,)"),
            "cost",
            "the shape of the result is `(3, 1)`; `(3,)` is expected.",
        ),
        (
            Difference("dtype", ("w",), "float32", "float64"),
            "cost",
            "the dtype of `w` is `float32`; `float64` is expected.",
        ),
        (
            Difference("type", (), "None", "float"),
            "cost",
            "the function returns nothing (`None`): is a `return` missing?",
        ),
        (Difference("type", (1, "b"), "str", "int"), "cost", "`result[1].b` is of type `str`; `int` is expected."),
        (
            Difference("length", ("ws",), "10", "11"),
            "train",
            "the number of entries of `ws` is `10`; `11` is expected.",
        ),
        (
            Difference("nan", ("a",), "nan", "1", index=(2,), wrong=1, size=3),
            "cost",
            "one of the 3 numbers of `a` differs: `a[2]` is `nan`; `1` is expected.",
        ),
        (
            samples.value_difference(1.5, 2.5, path=("ws",), index=(4,), wrong=9, size=13, first_step=4),
            "train",
            "your `ws` agrees with ours up to step 3; at step 4 it is `1.5`; `2.5` is expected.",
        ),
        (
            samples.value_difference(1.5, 2.5, path=("ws",), index=(9,), wrong=9, size=13, first_step=4),
            "train",
            "your `ws` agrees with ours up to step 3 and differs from step 4 on; furthest off is `ws[9]`, "
            "which is `1.5`; `2.5` is expected.",
        ),
        (
            samples.value_difference(1.5, 2.5, index=(0,), wrong=13, size=13, first_step=0),
            "train",
            "your history differs from ours at the start (step 0): it is `1.5` there; `2.5` is expected.",
        ),
        (
            samples.value_difference(1.5, 2.5, index=(1, 2), wrong=4, size=6, first_step=1),
            "cost",
            "4 of the 6 numbers of the result differ; furthest off is `result[1, 2]`, which is `1.5`; "
            "`2.5` is expected.",
        ),
        (
            samples.value_difference(1.5, 2.5, index=(0,), wrong=6, size=6, first_step=0),
            "cost",
            "all 6 numbers of the result differ; furthest off is `result[0]`, which is `1.5`; `2.5` is expected.",
        ),
        (
            samples.value_difference(1.5, 2.5, index=(0,), wrong=2, size=2, first_step=0),
            "cost",
            "both numbers of the result differ; furthest off is `result[0]`, which is `1.5`; `2.5` is expected.",
        ),
    ],
)
def test_each_kind_of_difference(difference, function, expected):
    assert told_difference(difference, function) == f"For n = 50, {expected}"


def test_what_a_case_misses_besides_numbers():
    case = samples.failed_case
    assert told(case(changed=("xs",))) == [
        "For n = 50, the function changes `xs`, which belongs to its caller: work on a copy."
    ]
    assert told(case(got="2", bound="[0, 1]")) == ["For n = 50, the result is `2`; `[0, 1]` is expected."]
    assert told(case(got="2", expected="ValueError")) == ["For n = 50, the result is `2`; `ValueError` is expected."]
    other = ErrorInfo("exception", "KeyError", "'x'", line=3)
    assert told(case(got="KeyError", expected="LookupError", error=other)) == [
        "For n = 50, `KeyError` is raised; `LookupError` is expected."
    ]
    assert "does not mention `sinh`" in told(case(got="LookupError", bound="sinh", error=other))[0]
    unmet = {"en": "The costs do not fall.", "zh": "代价没有下降。"}
    assert told(case(unmet=unmet)) == ["For n = 50: The costs do not fall."]
    assert told(case(unmet=unmet), language=CHINESE) == ["当 n = 50 时\uff1a代价没有下降。"]


def test_a_name_of_several_words_is_set_apart():
    difference = Difference("value", ("Value / Value", "d result / d b"), "1", "2")
    assert "`Value / Value: d result / d b` is `1`" in told_difference(difference)
    assert "`parameters.0.bias[1]`" in told_difference(Difference("value", ("parameters", "0.bias", 1), "1", "2"))


def test_one_number_of_several_is_told_in_both_languages_without_furthest():
    difference = Difference("value", ("x",), "1", "2", size=3, wrong=1, index=(1,))
    assert told_difference(difference) == (
        "For n = 50, one of the 3 numbers of `x` differs: `x[1]` is `1`; `2` is expected."
    )
    assert told_difference(difference, language=CHINESE) == (
        "当 n = 50 时\uff0c`x` 的 3 个数中有 1 个不同\uff1a`x[1]` 是 `1`\uff0c应为 `2`。"
    )


@pytest.mark.parametrize("name", ["by hand, above 0.5", "by hand: above 0.5"])
def test_cases_whose_names_have_parts_are_kept_apart_and_equal_names_are_given_once(name: str):
    names = ("by hand", name, "random", "random")
    cases = tuple(CaseResult("passed" if number == 0 else "failed", {"en": name}) for number, name in enumerate(names))
    check = msgspec.structs.replace(samples.check("gradient"), cases=cases)
    assert coverage(check, ENGLISH) == [f"Right cases: by hand. Wrong cases: {name}; random."]


def test_what_an_exception_means_in_general_is_left_out_where_a_mistake_is_named():
    error = ErrorInfo("exception", "IndexError", "list index out of range", line=3, function="gradient")
    case = CaseResult("error", error=error)
    check = samples.check("gradient")
    named = msgspec.structs.replace(check, mistakes=(NamedMistake("m", {"en": "You begin at 1."}, {}),))
    assert len(case_sentences(case, 1, check, ENGLISH)) == 2
    assert len(case_sentences(case, 1, named, ENGLISH)) == 1


def test_what_a_named_mistake_asks_is_not_asked_again_of_a_result_that_is_not_there():
    case = samples.failed_case(differences=(Difference("type", (), "None", "float"),))
    check = samples.check("gradient")
    named = msgspec.structs.replace(check, mistakes=(NamedMistake("m", {"en": "You return nothing."}, {}),))
    assert "is a `return` missing?" in ticked(case_sentences(case, 1, check, ENGLISH)[0])
    assert ticked(case_sentences(case, 1, named, ENGLISH)[0]) == (
        "For n = 50, the result is `None`; a value of type `float` is expected."
    )


def test_an_argument_that_is_none_is_named_where_an_exception_is_about_a_none():
    message = "unsupported operand type(s) for +: 'Tensor' and 'NoneType'"
    error = ErrorInfo("exception", "TypeError", message, line=3, function="gradient")
    case = CaseResult("error", {"en": "no bias"}, {"x": "[1]", "bias": "None"}, error=error)
    said = case_sentences(case, 1, samples.check("gradient"), ENGLISH)
    assert ticked(said[1]) == "`bias` is `None` in this case: what should the function do then?"
    other = msgspec.structs.replace(case, arguments={"x": "[1]"})
    assert "the result of a function" in case_sentences(other, 1, samples.check("gradient"), ENGLISH)[1]


def test_of_two_explanations_of_which_one_says_more_only_what_they_share_is_told():
    mistakes = (
        NamedMistake("a", {"en": "Yours takes 0.5 for 0, as round does."}, {"en": "What is round(0.5)?"}),
        NamedMistake("b", {"en": "Yours takes 0.5 for 0."}, {"en": "What is asked for at 0.5?"}),
    )
    check = msgspec.structs.replace(samples.check("gradient"), mistakes=mistakes)
    assert [one.finding for one in told_mistakes(check, ENGLISH)] == ["Yours takes 0.5 for 0."]
    assert not mistakes_lead(check, ENGLISH)
    together = msgspec.structs.replace(check, together=True)
    assert len(told_mistakes(together, ENGLISH)) == 2


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (ErrorInfo("time", seconds=2.0), "For n = 50, `gradient` was still running after 2 s, its time limit."),
        (ErrorInfo("time"), "For n = 50, `gradient` was still running when its time was up."),
        (
            ErrorInfo("wall", seconds=15.0),
            "For n = 50, `gradient` had not ended after 15 s, most of which it spent waiting.",
        ),
        (
            ErrorInfo("budget"),
            "For n = 50, `gradient` was not run to its end: the time for the whole submission is used up.",
        ),
        (ErrorInfo("memory"), "For n = 50, `gradient` asked for more memory than it is allowed to use."),
        (
            ErrorInfo("crash", message="signal 11"),
            "the process that ran `gradient` ended before it could give a result.",
        ),
        (ErrorInfo("missing", function="gradient"), "The file has no `gradient`."),
        (ErrorInfo("stub", "NotImplementedError", "x", function="gradient"), "`gradient` is not written yet."),
        (ErrorInfo("exception", "ValueError", "x", line=7), "For n = 50, line 7 raises `ValueError`."),
        (
            ErrorInfo("exception", "ValueError", "x"),
            "For n = 50, calling your code or reading its result raises `ValueError`.",
        ),
    ],
)
def test_what_stopped_the_code(error, expected):
    case = samples.failed_case(status="error", error=error)
    assert told(case)[0].endswith(expected)
    assert told(case, language=CHINESE)[0] != told(case)[0]


def test_an_exception_from_reading_the_result_asks_about_its_form_and_one_from_a_call_about_the_call():
    unpacked = ErrorInfo("exception", "ValueError", "not enough values to unpack (expected 3, got 1)")
    assert error_sentences(unpacked, "gradient", ENGLISH)[1] == "The number of values returned is 1; 3 are asked for."
    unreadable = ErrorInfo("exception", "ValueError", "it has another form")
    assert "the docstring asks for" in error_sentences(unreadable, "gradient", ENGLISH)[1]
    called = ErrorInfo("exception", "TypeError", "gradient() takes 2 positional arguments but 3 were given")
    assert "more arguments here than it takes" in error_sentences(called, "gradient", ENGLISH)[1]
    own = ErrorInfo("exception", "ValueError", "not enough values to unpack (expected 3, got 1)", line=7)
    assert "names on the left" in error_sentences(own, "gradient", ENGLISH)[1]


def raised_by(program, **names):
    try:
        exec(program, names)
    except BaseException as error:  # noqa: BLE001 - SystemExit is one of them
        return ErrorInfo("exception", type(error).__name__, str(error), line=1)
    raise AssertionError(f"{program!r} raised nothing")


@pytest.mark.parametrize(
    ("program", "mentions"),
    [
        ("total", "`total` is not defined here"),
        ("def f():\n  s += 1\nf()", "`s` is used before"),
        ("[1.0, 2.0] * 0.5", "repeats the list"),
        ("None * 2.0", "`None`"),
        ("def f(a, b): pass\nf(1)", "`f()` needs more arguments"),
        ("import torch\ntorch.ones(2).repeat()", "`repeat()` needs more arguments"),
        ("def f(a): pass\nf(1, 2)", "`f()` is given more arguments here"),
        ("def f(a): pass\nf(c=1)", "no argument named `c`"),
        ("1.0.backward()", "What comes before `backward` is a `float` here, which has no such attribute"),
        ("len(3)", "single value"),
        ("x = 3\nx[0]", "single value"),
        ("x = 3\nx(4)", "The brackets call something as a function that is not one"),
        ("[1] - 2", "does not work on a `list` and a `int`"),
        ("1 / 0", "divided by zero"),
        ("[1][1]", "past the end"),
        ("{}['a']", "print the keys"),
        ("import math\nmath.log(0)", "logarithm"),
        ("import math\nmath.exp(1000)", "learning rate"),
        ("a, b = 1, 2, 3", "names on the left"),
        ("import no_such_library", "no module `no_such_library`"),
        ("def f(): return f()\nf()", "call itself without end"),
        ("raise EOFError('EOF when reading a line')", "`input()`"),
        ("raise SystemExit(0)", "`exit()` ends the program"),
        ("open('/no/such/file')", "in its arguments"),
        ("compile('f(', 'x', 'exec')", "`(` on this line is never closed"),
        ("compile('if x\\n  y', 'x', 'exec')", "colon"),
        ("compile('if x:\\ny', 'x', 'exec')", "opens a block"),
        ("compile('return 1', 'x', 'exec')", "`return` is outside"),
        ("compile('x = 1\uff0c2', 'x', 'exec')", "Chinese input method"),
        ("compile('<<<<<<< mine', 'x', 'exec')", "at the end of the line before"),
        ("import torch\nw = torch.tensor(1.0)\n(w * w).backward()", "requires_grad=True"),
        (
            "import torch\nw = torch.ones((), requires_grad=True)\nl = w * w\nl.backward()\nl.backward()",
            "has already used this graph",
        ),
        ("import torch\nw = torch.tensor(1.0, requires_grad=True)\nw -= 0.1", "`torch.no_grad()`"),
        ("import torch\nw = torch.ones(2, requires_grad=True)\n(w * w).backward()", "starts from a single number"),
        ("import torch\nw = torch.ones(2, requires_grad=True)\nw.numpy()", "`.detach()`"),
        ("import torch\ntorch.ones(3) + torch.ones(4)", "`3` entries meet `4`"),
        ("import torch\ntorch.ones(3, 1) @ torch.ones(3, 1)", "`.T`"),
        ("import torch\ntorch.ones(2, 2) @ torch.ones(2, 2).double()", "different dtypes"),
        ("import torch\ntorch.ones(3).item()", "mean or a sum"),
        ("import torch\nbool(torch.ones(2) > 0)", "`.any()`"),
        ("import torch\ntorch.nn.functional.binary_cross_entropy(torch.tensor([2.0]), torch.tensor([1.0]))", "sigmoid"),
        ("import torch\ntorch.ones(3).view(2, 2)", "new shape"),
        ("import torch\ntorch.tensor([1], requires_grad=True)", "`1.0` for 1"),
        ("import torch\ntorch.tensor(1.0)[0]", "single number"),
        ("import torch\ntorch.ones(3)[0, 1]", "more indices"),
        ("import numpy\nnumpy.ones(3)[0, 1]", "more indices"),
        ("import torch\nw = torch.tensor(1.0, requires_grad=True)\nw.grad.zero_()", "`zero_` is `None` here"),
        ("import torch\ntorch.ones(2) ^ 2", "cannot do this with values of this type"),
        ("import torch\nclass Net(torch.nn.Module): pass\nNet()(1)", "`Net` has no `forward`"),
        ("import torch\ntorch.ones(2).to('cuda')", "no GPU"),
        ("import torch\ntorch.ones(2).mean * 2", "brackets of a call"),
        ("import numpy\nfloat(numpy.ones(1))", "array with a single entry, `.item()`"),
        ("[].pop()", "list is empty"),
        ("assert False", "asserts"),
        ("int(float('inf'))", "infinite"),
        ("from math import no_such_function", "`math` has nothing called `no_such_function`"),
        ("compile('x =\u00a01', 'x', 'exec')", "`U+00A0 NO-BREAK SPACE`"),
        ("compile('x\u200b = 1', 'x', 'exec')", "`U+200B ZERO WIDTH SPACE`"),
        ("compile('x = \uff081', 'x', 'exec')", "`U+FF08 FULLWIDTH LEFT PARENTHESIS`"),
        ("compile('x = 1)', 'x', 'exec')", "no opening bracket for this `)`"),
        ("compile('x = 2y', 'x', 'exec')", "product needs its sign"),
        ("import math, torch\nmath.exp(torch.ones(3))", "one"),
    ],
)
def test_real_exceptions_are_explained(program, mentions):
    error = raised_by(program)
    assert mentions in ticked(meaning(error, ENGLISH)), error
    assert meaning(error, CHINESE) not in ("", meaning(error, ENGLISH))


@pytest.mark.parametrize(
    ("error", "loader"),
    [
        (ErrorInfo("exception", "PermissionError", "[Errno 13] Permission denied"), True),
        (ErrorInfo("exception", "BlockingIOError", "[Errno 11] Resource temporarily unavailable"), True),
        (ErrorInfo("exception", "RuntimeError", "DataLoader worker (pid(s) 17, 18) exited unexpectedly"), True),
        (ErrorInfo("exception", "PermissionError", "[Errno 13] Permission denied: 'losses.csv'"), False),
        (ErrorInfo("exception", "OSError", "[Errno 24] Too many open files"), False),
    ],
)
def test_a_data_loader_with_workers_is_told_to_do_without(error, loader):
    assert ("`num_workers` of a `DataLoader` at 0" in ticked(meaning(error, ENGLISH))) == loader
    assert ("`num_workers` 保持为 0" in ticked(meaning(error, CHINESE))) == loader
    assert meaning(error, ENGLISH)


def test_every_rule_can_be_said():
    mentioned = {**dict.fromkeys(("left", "right", "name", "module", "type", "a", "b", "point"), "x")}
    for rule in RULES:
        groups = rule.pattern.groupindex
        assert set(groups) <= set(mentioned), rule
        assert all(f"%({name})s" in rule.sentence for name in groups), rule


def test_an_unknown_exception_is_not_guessed_at():
    assert meaning(ErrorInfo("exception", "StrangeError", "x"), ENGLISH) == ""


def test_numbers_have_the_digits_that_tell_them_apart():
    assert numbers.pair(1.0000001, 1.0000002) == ("1.0000001", "1.0000002")
    assert numbers.pair(1 / 3, 2 / 3) == ("0.333333", "0.666667")
    assert numbers.pair(2.0, 14.0) == ("2", "14")
    assert numbers.pair(0.1, math.nextafter(0.1, 1)) == ("0.10000000000000001", "0.10000000000000002")
    assert numbers.number(float("nan")) == "nan"
    assert numbers.number(-math.inf) == "-inf"


def test_points_are_never_rounded_up():
    assert numbers.points(2.999) == "2.99"
    assert numbers.points(0.1 + 0.2) == "0.3"
    assert numbers.points(10.0) == "10"
    assert numbers.percent(999.9, 1000) == 99
    assert numbers.percent(3, 3) == 100
    assert numbers.percent(0, 0) == 0


def test_hidden_blocked_and_faulty_checks_say_no_more_than_that():
    hidden = samples.hidden().exercises[0].checks[1]
    assert check_brief(hidden, {}, ENGLISH) == "A hidden check: what it tests is not shown."
    blocked = samples.check("train", "blocked", blocked_by=("a", "b"))
    assert ticked(check_brief(blocked, {"a": "cost", "b": "cost"}, ENGLISH)) == "Waiting for `cost`."
    other = samples.check("train", "blocked", blocked_by=("a",))
    assert ticked(check_brief(other, {"a": "train"}, ENGLISH)) == "Waiting for another check of `train`."
    assert "not your mistake" in check_brief(samples.check("train", "fault"), {}, ENGLISH)


def test_checks_come_in_the_order_of_the_file_with_all_of_a_function_together():
    result = samples.result(
        samples.exercise(
            samples.check(
                "train", "failed", cases=(samples.failed_case(differences=(samples.value_difference(1, 2),)),)
            ),
            samples.check("forward", "not_attempted"),
            samples.check("cost", "failed", cases=(samples.failed_case(got="1", expected="2"),)),
            samples.check("train", "passed"),
        )
    )
    exercise = view_of(result, ENGLISH).chapters[0].exercises[0]
    assert [check.function for check in exercise.checks] == ["train", "train", "forward", "cost"]
    assert exercise.first is not None
    assert exercise.first.function == "train"
    assert [stage.role for stage in exercise.stages] == ["Forward", "Cost", "Train"]


def test_what_was_worked_on_last_comes_next_and_what_was_begun_before_what_was_not():
    def named(name, status):
        failing = samples.check("cost", status, cases=(samples.failed_case(got="1", expected="2"),))
        stub = samples.check("cost", "not_attempted")
        one = samples.exercise(failing if status == "failed" else stub)
        return msgspec.structs.replace(one, name=name, file=f"{name}.py")

    exercises = (named("first", "not_attempted"), named("second", "failed"), named("third", "failed"))
    result = msgspec.structs.replace(samples.result(), exercises=exercises)
    assert view_of(result, ENGLISH).begin.name == "second"
    assert view_of(result, ENGLISH, ("third", "second")).begin.name == "third"
    assert view_of(msgspec.structs.replace(result, exercises=exercises[:1]), ENGLISH).begin.name == "first"


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
@pytest.mark.parametrize("name", samples.SAMPLES)
def test_every_sample_is_said_without_an_empty_sentence(name, language):
    report = view_of(samples.SAMPLES[name](), language)
    for chapter in report.chapters:
        for exercise in chapter.exercises:
            for check in exercise.checks:
                assert check.status == "passed" or check.brief
                assert all(check.explanation.sentences)
    assert report.points
    assert report.summary


def test_mistakes_with_one_hint_ask_it_once():
    shared = samples.NamedMistake("other", {"en": "Another."}, samples.FACTOR_TWO.hint)
    failing = samples.check("gradient", "failed", cases=(samples.failed_case(got="1", expected="2"),),
                            mistakes=(samples.FACTOR_TWO, shared))  # fmt: skip
    view = view_of(samples.result(samples.exercise(failing)), ENGLISH).chapters[0].exercises[0].checks[0]
    assert [bool(mistake.hint) for mistake in view.explanation.mistakes] == [False, True]
    assert [mistake.finding for mistake in view.explanation.mistakes] == [
        "Your gradient lacks the factor 2.",
        "Another.",
    ]


@pytest.mark.parametrize(
    ("notice", "said"),
    [
        (Notice("ignored", "grader"), "`grader` came with the submission and was not used"),
        (Notice("several", "a/cost.py", 2), "There are 2 files with the same name; `a/cost.py` was used."),
        (Notice("too_many", count=5000), "more than 5000 files"),
    ],
)
def test_what_lies_beside_the_exercises_is_told(notice, said):
    assert said in ticked(notice_sentence(notice, ENGLISH))
    assert notice_sentence(notice, CHINESE) != notice_sentence(notice, ENGLISH)


@pytest.mark.parametrize("kind", get_args(NoticeKind))
def test_every_kind_of_notice_is_told_in_every_language(kind):
    notice = Notice(kind, "work.py", 2, "cost.py", ("forward", "cost"))
    said = {code: ticked(notice_sentence(notice, language_for(code))) for code in interface_languages()}
    assert len(set(said.values())) == len(said)
    about = {"course_key": "`GRADER_KEY`", "weak_isolation": "`cost.py`"}.get(kind, "`work.py`")
    assert all(about in text or "2" in text for text in said.values())
