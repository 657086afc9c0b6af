"""What a broken rule costs, where it is said to be broken, and what costs nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.authoring import Rule, by_hand, forbid
from grader.course.stubs import make_stub
from grader.execution.jobs import CaseObservation, CheckObservation
from grader.grading.broken_rules import RuleBook
from grader.grading.check_verdicts import Ready
from grader.grading.result import CheckResult, ExerciseResult
from grader.grading.submissions import SubmittedFile
from grader.source.learner_file import LearnerFile
from grader.source.parsing import MAX_CHARACTERS
from grader.source.walking import Look
from grader.wire.messages import Call, Frame, Returned

Grade = Callable[[str], ExerciseResult]

BY_AUTOGRAD = """

def gradient(xs, ys, w):
    import torch
    w = torch.tensor(w, dtype=torch.float64, requires_grad=True)
    ((xs * w - ys) ** 2).mean().backward()
    return w.grad.item()
"""


def of(result: ExerciseResult, function: str) -> CheckResult:
    return next(check for check in result.checks if check.function == function and not check.hidden)


def line(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.split("\n"), 1) if words in line)


def test_right_numbers_by_a_library_earn_nothing_where_a_function_is_to_be_written_by_hand(
    graded: Grade, reference: str
) -> None:
    text = reference + BY_AUTOGRAD
    check = of(graded(text), "gradient")
    assert (check.status, check.points) == ("failed", 0.0)
    assert all(case.status == "passed" for case in check.cases)
    (broken,) = check.broken_rules
    assert broken.kind == "by_hand"
    assert [(use.line, use.name, use.function) for use in broken.uses] == [
        (line(text, "requires_grad=True"), "requires_grad=True", "gradient"),
        (line(text, ".backward()"), ".backward", "gradient"),
    ]
    assert check.line == line(text, "requires_grad=True")
    assert check.source.strip().startswith("w = torch.tensor(")


def test_a_check_that_only_calls_what_breaks_the_rule_waits_for_it(graded: Grade, reference: str) -> None:
    result = graded(reference + BY_AUTOGRAD)
    train = of(result, "train")
    assert train.status == "blocked"
    assert of(result, "gradient").id in train.blocked_by
    assert of(result, "forward").status == of(result, "cost").status == "passed"


def test_a_helper_that_breaks_the_rule_breaks_it_for_who_calls_it(graded: Grade, reference: str) -> None:
    text = reference + BY_AUTOGRAD.replace("def gradient", "def slope")
    text += "\n\ndef gradient(xs, ys, w):\n    return slope(xs, ys, w)\n"
    (broken,) = of(graded(text), "gradient").broken_rules
    assert {use.function for use in broken.uses} == {"slope"}


def test_autograd_under_the_main_guard_and_in_functions_that_no_check_is_of_is_free(
    graded: Grade, reference: str
) -> None:
    text = reference + BY_AUTOGRAD.replace("def gradient", "def compare")
    text += "\n\nif __name__ == '__main__':\n    import torch\n    gradient = torch.func.grad(cost)\n"
    result = graded(text)
    assert result.points == result.max_points


def test_what_the_source_hides_is_seen_when_it_is_called(graded: Grade, reference: str) -> None:
    hidden = """

import base64

def gradient(xs, ys, w):
    import torch
    place = {"xs": xs, "ys": ys, "w": w, "torch": torch}
    exec(base64.b64decode("%s"), place)
    return place["g"]
"""
    import base64

    code = "w = torch.tensor(float(w), requires_grad=True, dtype=xs.dtype); c = ((xs * w - ys) ** 2).mean()\n"
    code += "c.backward(); g = w.grad.item()\n"
    text = reference + hidden % base64.b64encode(code.encode()).decode()
    check = of(graded(text), "gradient")
    assert (check.status, check.points) == ("error", 0.0)  # there was no gradient
    (broken,) = check.broken_rules
    assert [(use.name, use.line, use.function) for use in broken.uses] == [
        (".backward", line(text, "exec(base64"), "gradient")
    ]


def test_a_whole_function_in_a_string_is_seen_when_it_calls(graded: Grade, reference: str) -> None:
    code = "import torch\ndef gradient(xs, ys, w):\n    v = torch.full_like(xs[0], float(w)).requires_grad_()\n"
    code += "    return torch.autograd.grad(cost(xs, ys, v), v)[0].item()\n"
    text = f"{reference}\n\nexec(bytes({list(code.encode())}).decode())\n"
    check = of(graded(text), "gradient")
    assert (check.status, check.points) == ("error", 0.0)
    assert check.broken_rules[0].kind == "by_hand"


def test_a_method_of_the_learners_own_is_no_library(graded: Grade, reference: str) -> None:
    text = (
        reference
        + """

class Square:
    def __init__(self, value):
        self.value = value

    def backward(self, upstream):
        return 2 * self.value * upstream


def gradient(xs, ys, w):
    nodes = [(Square(x * w - y), x) for x, y in zip(xs, ys)]
    return sum(node.backward(1.0) * x for node, x in nodes) / len(xs)
"""
    )
    result = graded(text)
    assert result.points == result.max_points


def test_a_file_that_cannot_be_looked_through_earns_nothing_where_rules_hold(graded: Grade, reference: str) -> None:
    check = of(graded(reference + "\n# " + "x" * 250_000), "gradient")
    assert (check.status, check.points) == ("failed", 0.0)
    assert check.broken_rules[0].kind == "unreadable"


def test_an_unwritten_function_is_told_so_and_nothing_else(graded: Grade, ready: Ready, reference: str) -> None:
    stub = make_stub(reference, ready.plan.exercise.files.reference)
    assert all(check.broken_rules == () for check in graded("import torch.optim\n" + stub).checks)


def test_a_wrong_number_and_a_broken_rule_are_both_told(graded: Grade, reference: str) -> None:
    text = reference + BY_AUTOGRAD.replace(".mean()", ".sum()")
    check = of(graded(text), "gradient")
    assert check.status == "failed"
    assert any(case.status == "failed" for case in check.cases)
    assert check.broken_rules
    assert check.mistakes


def test_a_look_that_fails_is_the_graders_own_fault(
    graded: Grade, reference: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: LearnerFile, function: str, forbidden: object) -> Look:
        raise KeyError("a bug")

    monkeypatch.setattr(LearnerFile, "look", fails)
    result = graded(reference + BY_AUTOGRAD)
    check = of(result, "gradient")
    assert (check.status, check.points) == ("fault", 0.0)
    assert "a bug" in check.fault


def test_a_check_of_a_class_is_of_all_its_methods_that_the_rule_names() -> None:
    text = (
        "import torch\nclass Value:\n    def add(self): pass\n    def mul(self): torch.autograd.grad(1, 2)\n"
        "    def free(self): torch.optim.SGD([])\n"
    )
    rules = book(by_hand(of=["Value.add", "Value.mul"]), text=text)
    (broken,) = rules.broken("Value", None, hidden=False)
    assert [(use.line, use.function) for use in broken.uses] == [(4, "Value.mul")]
    assert rules.broken("Value.add", None, hidden=False) == ()


TEXT = "import torch\n\ndef f(x):\n    return torch.sigmoid(x)\n\ndef g(x):\n    return h(x)\n"


def book(*rules: Rule, text: str = TEXT) -> RuleBook:
    return RuleBook(rules, SubmittedFile("gradient_descent.py", text), ("en", "zh"))


def seen(*calls: Call) -> CheckObservation:
    return CheckObservation("one", (CaseObservation(Returned(None), calls=calls),))


def test_a_rule_holds_for_its_own_functions_only() -> None:
    rules = book(forbid("torch.sigmoid", of=["g"], why={"en": "Write it.", "zh": "自己写。"}, keeps=0.5))
    assert rules.broken("f", None, hidden=False) == ()
    (broken,) = book(forbid("torch.sigmoid", of=["f"], why="Write it.", keeps=0.5)).broken("f", None, hidden=False)
    assert (broken.keeps, broken.why["en"] if broken.why else "") == (0.5, "Write it.")


def test_a_call_counts_where_the_function_made_it() -> None:
    rules = book(forbid("torch.sigmoid", of=["g"]))
    elsewhere = Call("torch.sigmoid", (Frame(4, "f"),))
    inside = Call("torch.sigmoid", (Frame(7, "g"), Frame(4, "f")))
    assert rules.broken("g", seen(elsewhere), hidden=False) == ()
    (broken,) = rules.broken("g", seen(inside), hidden=False)
    assert [(use.line, use.function) for use in broken.uses] == [(4, "f")]


def test_a_forged_call_of_what_no_rule_forbids_counts_for_nothing() -> None:
    rules = book(by_hand(of=["g"]))
    assert rules.broken("g", seen(Call("torch.mean", (Frame(7, "g"),)), Call("", ())), hidden=False) == ()


def test_of_a_hidden_check_no_line_is_told_that_follows_from_its_cases() -> None:
    rules = book(forbid("torch.sigmoid", of=["f", "g"]))
    call = seen(Call("torch.sigmoid", (Frame(7, "g"),)))
    (broken,) = rules.broken("g", call, hidden=True)
    assert broken.uses == ()
    (broken,) = rules.broken("f", call, hidden=True)
    assert [use.line for use in broken.uses] == [4]


@pytest.mark.parametrize(("function", "rule"), [("Value.backward", "Value"), ("Value", "Value.backward")])
def test_a_rule_of_a_class_holds_for_checks_of_its_methods_and_the_other_way_round(function: str, rule: str) -> None:
    text = "import torch\nclass Value:\n    def backward(self):\n        torch.autograd.grad(self.a, self.b)\n"
    (broken,) = book(by_hand(of=[rule]), text=text).broken(function, None, hidden=False)
    assert [(use.line, use.function) for use in broken.uses] == [(4, "Value.backward")]


@pytest.mark.parametrize(
    ("line", "is_recorded"),
    [
        ("def forward(x, w):\n    return x.mul(w)", False),
        ("import math\n\ndef forward(x, w):\n    return math.fma(x, w, 0.0)", False),
        ("def forward(x, w):\n    return getattr(x, 'mul')(w)", True),
        ("import torch\n\ndef forward(x, w):\n    return torch.nn.functional.mse_loss(x, w)", True),
        ("def forward(x, w:", False),
        ("#" * (MAX_CHARACTERS + 1), True),
    ],
    ids=["elementary", "standard library", "by a way around", "not listed", "not Python", "too long"],
)
def test_calls_are_recorded_only_of_a_file_that_mentions_what_the_rule_does_not_list(
    line: str, is_recorded: bool
) -> None:
    book = RuleBook([by_hand(of=["forward"])], SubmittedFile("exercise.py", line), ("en",))
    assert (book.allowed() is not None) == is_recorded
    assert RuleBook([forbid(".backward", of=["forward"])], SubmittedFile("e.py", line), ("en",)).allowed() is None
