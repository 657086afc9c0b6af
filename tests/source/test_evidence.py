"""What a learner's source shows about a failure: each piece of evidence where it is written, and nowhere else."""

import re

import pytest

from grader.source.checked_functions import evidence_in_function, mentions_autograd
from grader.source.definitions import Outline
from grader.source.evidence import Evidence
from grader.source.raising_lines import Raise, evidence_of_raise
from grader.source.unreadable_text import evidence_in_text

ASKED = Outline("def height(x, slope):\n    pass\n\n\ndef area(xs, slope):\n    pass\n")


def raised(text, function="area"):
    """The evidence for what a text raises when its function is called on a list of numbers."""
    error = raised_by(text, function)
    return evidence_of_raise(Outline(text), ASKED, error, function)


def raised_by(text, function):
    names = {}
    try:
        exec(compile(text, "learner.py", "exec"), names)
        names[function]([1.5, 2.5], 0.5)
    except Exception as error:  # noqa: BLE001 - whatever the text raises
        lines = []
        trace = error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == "learner.py":
                lines.append(trace.tb_lineno)
            trace = trace.tb_next
        return Raise(type(error).__name__, str(error), lines[-1] if lines else None)
    raise AssertionError("nothing was raised")


def area(*lines):
    return "\n".join(["def area(xs, slope):", *(f"    {line}" for line in lines), ""])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (area("return (slope * 2.0) ^ 2"), Evidence("exclusive_or", 2)),
        (
            "def height(x, slope):\n    return x * slope\n\n\n" + area("return height(xs[0])"),
            Evidence("own_call", 6, "height", names=("x", "slope"), count=1),
        ),
        (
            "slope = 2.0\n\n\ndef area(xs):\n    return slope * sum(xs)\n",
            Evidence("first_line", 4, "area", names=("xs", "slope"), others=("slope",)),
        ),
        (
            "def height(x, slope):\n    x * slope\n\n\n" + area("h = height(xs[0], slope)", "return h * 2"),
            Evidence("no_return", 6, "height"),
        ),
        (
            area("total = []", "total = total.append(1.0)", "return total[0] + total"),
            Evidence("list_method", 3, "append"),
        ),
        (area("sum = 0.0", "return sum(xs)"), Evidence("shadowed", 3, "sum", count=2)),
        (area("return slope(1.0 - slope)"), Evidence("called_value", 2, "slope")),
        (area("return (1.0 + slope)(slope - 1.0)"), Evidence("operator_missing", 2)),
        (area("m = slope.__abs__().hex", "return m.mean"), None),
        ("import torch\n\n\n" + area("m = torch.ones(2).mean", "return m * 2"), Evidence("uncalled", 5, ".mean")),
        (
            "from torch import *\n\n\n" + area("return [xs[i] for i in range(2)]"),
            Evidence("star_import", 5, "range", other="torch", count=1),
        ),
        ("best = 0.0\n\n\n" + area("best = best + slope", "return best"), Evidence("local_name", 5, "best")),
        (
            "import torch\n\n\n" + area("w = torch.ones((), requires_grad=True)", "w.grad.zero_()"),
            Evidence("gradient_none", 6, "w.grad"),
        ),
        (
            "import torch\n\n\n" + area("w = torch.ones((), requires_grad=True)", "return w - slope * w.grad"),
            Evidence("gradient_none", 6, "w.grad"),
        ),
        (area("raise NotImplementedError"), Evidence("unwritten", 2)),
    ],
)
def test_what_explains_an_exception_is_read_from_the_line_that_raised(text, expected):
    assert raised(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        area("import math", "return math.sqrt(xs[0], slope)"),  # a library's function is not the learner's
        area("return {}.get(slope).real"),  # None, but no function of the learner's and no gradient
        area("return len(slope)"),
        "import torch\n\n\n" + area("return torch.ones(2).sum(dim=7)"),
        "from torch import *\n\n\n" + area("range = list", "return range(slope)"),
    ],
)
def test_what_the_source_does_not_show_is_not_said(text):
    assert raised(text) is None


def test_a_result_that_is_nothing_is_told_only_of_a_function_without_a_return():
    read = Raise("TypeError", "cannot unpack non-iterable NoneType object", None)
    assert (
        evidence_of_raise(Outline(area("slope * 2")), ASKED, read, "area") is None
    )  # `area` is asked to return nothing
    asked = Outline("def area(xs, slope):\n    return 1.0, 2.0\n")
    assert evidence_of_raise(Outline(area("slope * 2")), asked, read, "area") == Evidence("no_return", 1, "area")
    sometimes = area("if slope > 0:", "    return 1.0, 2.0")
    assert evidence_of_raise(Outline(sometimes), asked, read, "area") is None


def in_function(text, function="area"):
    outline = Outline(text)
    return evidence_in_function(outline, function, mentions_autograd(outline))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (area("return 1.0") + area("return 2.0"), Evidence("defined_twice", 3, "area", count=1)),
        (
            "x = 3.0\n" + area("return x * slope"),
            Evidence("argument_unused", 2, "area", names=("xs",), others=("x",)),
        ),
        (area("return 3 ^ 2"), Evidence("exclusive_or", 2)),
        (area("opt.zero_grad", "return slope * xs"), Evidence("bare_name", 2, "opt.zero_grad")),
        (area("for x in xs:", "    opt.step()", "    slope.backward()"), Evidence("step_first", 3, count=4)),
        (
            "import torch\ntorch.set_grad_enabled(False)\n" + area("xs.backward(slope)"),
            Evidence("autograd_off", 2),
        ),
        (
            "class Unit:\n    def _init_(self):\n        self.w = 1.0\n\n\n" + area("return Unit().w * xs * slope"),
            Evidence("constructor_misspelt", 2, "_init_", other="Unit"),
        ),
    ],
)
def test_what_a_checked_function_shows(text, expected):
    assert in_function(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        area("return xs ^ 1, slope"),  # a bit is flipped
        "x = 3.0\n" + area("return xs * slope"),
        "x = 3.0\n" + area("x = 1.0", "return x * slope"),  # its own x
        "import torch\n" + area("return torch.sum(xs)"),  # nothing of the file is read in place of the argument
        area("for x in xs:", "    x.backward()", "    opt.step()", "return slope"),
        area("for x in xs:", "    scheduler.step()", "    x.backward(slope)"),
        "import torch\n" + area("with torch.no_grad():", "    xs.backward(slope)"),
        "class Unit:\n    def __init__(self):\n        self.init()\n\n    def init(self):\n        pass\n\n\n"
        + area("return Unit(), xs, slope"),
    ],
)
def test_right_code_shows_nothing(text):
    assert in_function(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = 1\n<<<<<<< HEAD\ny = 1\n=======\ny = 2\n>>>>>>> theirs\n", Evidence("merge_conflict", 2)),
        ("def f():\n<<<<<<< HEAD\n    return 1\n=======\n    return 2\n>>>>>>> a\n", Evidence("merge_conflict", 2)),
        ("%matplotlib inline\n", Evidence("notebook_command", 1, "%matplotlib")),
        ("if True:\n    %time f()\n", Evidence("notebook_command", 2, "%time")),
        ("x = 1\n!pip install torch\n", Evidence("notebook_command", 2, "!pip")),
        ("x = (1\n", None),
        ("x = 7\n% 3\n", None),
    ],
)
def test_what_explains_a_text_that_python_cannot_read(text, expected):
    with pytest.raises(SyntaxError) as error:
        compile(text, "learner.py", "exec")
    assert evidence_in_text(text, error.value.lineno) == expected


def test_a_deep_or_long_file_shows_nothing():
    deep = area("return " + "-" * 5000 + "1")
    assert Outline(deep).function("area") is None
    assert Outline("x = 1\n" * 60_000).variables() == {}


def test_every_kind_of_evidence_is_described():
    from typing import get_args

    from grader.source.evidence import EvidenceKind

    assert all(re.search(rf"\b{kind}\b", Evidence.__doc__ or "") for kind in get_args(EvidenceKind))
