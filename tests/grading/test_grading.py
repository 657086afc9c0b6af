"""From a learner's file to verdicts: what counts, what blocks, what is named, and what a cheat earns."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.course.stubs import make_stub
from grader.grading.check_verdicts import Ready
from grader.grading.result import CheckResult, ExerciseResult

Grade = Callable[[str], ExerciseResult]


def of(result: ExerciseResult, function: str) -> CheckResult:
    return next(check for check in result.checks if check.function == function)


def statuses(result: ExerciseResult) -> dict[str, str]:
    return {check.function: check.status for check in result.checks if not check.hidden}


def test_the_reference_gets_full_marks(graded: Grade, reference: str) -> None:
    result = graded(reference)
    assert result.points == result.max_points > 0


def test_the_stub_earns_nothing_and_is_not_attempted(graded: Grade, ready: Ready, reference: str) -> None:
    result = graded(make_stub(reference, ready.plan.exercise.files.reference))
    assert result.points == 0
    assert {check.status for check in result.checks} <= {"not_attempted", "blocked"}


def test_an_empty_file_earns_nothing(graded: Grade) -> None:
    result = graded("")
    assert result.points == 0
    assert {check.status for check in result.checks} == {"not_attempted"}


def test_a_mistake_is_named_with_the_line_and_blocks_what_needs_it(graded: Grade, reference: str) -> None:
    wrong = "\n\ndef gradient(xs, ys, w):\n    return (xs * (xs * w - ys)).mean()\n"
    result = graded(reference + wrong)
    failed = of(result, "gradient")
    assert failed.status == "failed"
    assert "factor 2" in failed.mistakes[0].finding["en"]
    assert failed.mistakes[0].hint["zh"]
    assert failed.source.startswith("def gradient(")
    assert failed.parameters == ("xs", "ys", "w")
    assert failed.line is not None
    assert failed.line > reference.count("\n")
    difference = failed.cases[0].differences[0]
    assert difference.got_number == pytest.approx(-14 / 3)
    assert difference.expected_number == pytest.approx(-28 / 3)
    train = of(result, "train")
    assert train.status == "blocked"
    assert failed.id in train.blocked_by


def test_a_mistake_that_nobody_named_gets_no_name(graded: Grade, reference: str) -> None:
    result = graded(reference + "\n\ndef gradient(xs, ys, w):\n    return 0.123 + xs.sum() * w\n")
    assert of(result, "gradient").status == "failed"
    assert of(result, "gradient").mistakes == ()


def test_an_exception_is_an_error_with_its_line(graded: Grade, reference: str) -> None:
    result = graded(reference + "\n\ndef cost(xs, ys, w):\n    return xs.no_such_thing()\n")
    check = of(result, "cost")
    assert check.status == "error"
    assert check.source.strip() == "return xs.no_such_thing()"
    assert check.cases[0].error is not None
    assert check.cases[0].error.type_name == "AttributeError"


def test_a_file_that_does_not_parse_says_where(graded: Grade) -> None:
    result = graded("def forward(x, w):\n    return x *\n")
    assert result.load_error is not None
    assert (result.load_error.kind, result.load_error.line) == ("syntax", 2)
    assert result.points == 0
    assert {check.status for check in result.checks} == {"error"}


def test_a_crash_costs_its_own_checks_only(graded: Grade, reference: str) -> None:
    result = graded(reference + "\n\ndef update(w, grad, lr):\n    import os\n    os._exit(0)\n")
    found = statuses(result)
    assert found["update"] == "error"
    assert found["forward"] == found["cost"] == found["gradient"] == "passed"


def test_inputs_changed_in_place_are_seen(graded: Grade, reference: str) -> None:
    wrong = "\n\ndef cost(xs, ys, w):\n    xs.mul_(w)\n    return ((xs - ys) ** 2).mean()\n"
    check = of(graded(reference + wrong), "cost")
    assert check.status == "failed"
    assert any("xs" in case.changed for case in check.cases)


def test_a_hidden_check_shows_nothing(graded: Grade, reference: str) -> None:
    result = graded(reference + "\n\ndef train(xs, ys, w, lr, epochs):\n    print(xs, ys, w)\n    return w, [w], [w]\n")
    hidden = [check for check in result.checks if check.hidden]
    assert hidden
    for check in hidden:
        assert check.cases == ()
        assert check.output == ""
        assert check.mistakes == ()
        assert check.points == 0


CHEATS = {
    "patched comparison": (
        "import torch\ntorch.testing.assert_close = torch.allclose = torch.equal = lambda *a, **k: True\n"
    ),
    "exit on import": "import os\nos._exit(0)\n",
    "said so": "print('all passed: 16 / 16')\nraise SystemExit(0)\n",
    "always equal": (
        "import torch\n"
        "class Same(torch.Tensor):\n"
        "    @classmethod\n"
        "    def __torch_function__(cls, *a, **k):\n"
        "        return True\n"
        "    def __eq__(self, other):\n"
        "        return True\n"
        "def forward(x, w):\n    return torch.zeros(()).as_subclass(Same)\n"
        "cost = gradient = update = train = forward\n"
    ),
    "the reference itself": (
        "import glob, importlib.util\n"
        "for path in glob.glob('/**/solutions/03_gradient_descent/gradient_descent.py', recursive=True):\n"
        "    exec(open(path).read())\n"
    ),
    "a value from a frame": (
        "import sys\n"
        "def forward(*a):\n"
        "    frame = sys._getframe()\n"
        "    while frame is not None:\n"
        "        for name, value in frame.f_locals.items():\n"
        "            if 'expected' in name or 'reference' in name:\n"
        "                return value\n"
        "        frame = frame.f_back\n"
        "cost = gradient = update = train = forward\n"
    ),
    "a passing exception": (
        "class Passed(Exception):\n    pass\n"
        "def forward(*a):\n    raise Passed('status=passed')\n"
        "cost = gradient = update = train = forward\n"
    ),
    "a patched worker": (
        "import sys\n"
        "for name, module in list(sys.modules.items()):\n"
        "    if name.startswith('grader.worker.'):\n"
        "        for attribute in ('encode', 'run', 'has'):\n"
        "            if hasattr(module, attribute):\n"
        "                setattr(module, attribute, lambda *a, **k: True)\n"
    ),
}


@pytest.mark.parametrize("cheat", CHEATS.values(), ids=CHEATS.keys())
def test_a_cheat_earns_nothing(graded: Grade, cheat: str) -> None:
    assert graded(cheat).points == 0
