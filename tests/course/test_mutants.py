"""Mutants: which edits are made, and which are not."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.course.mutation.making import OPERATORS, Mutant, make_mutants

REFERENCE = '''\
"""A reference."""
import torch


def double(x, y):
    """Twice: 2 + 2."""
    ### BEGIN SOLUTION
    return 2 * x * y
    ### END SOLUTION


def given(x):
    return x + 1


def solve(xs, w, epochs):
    """Solve it."""
    ### BEGIN SOLUTION
    {body}
    ### END SOLUTION
'''


def mutants_of(body: str, of: str = "solve") -> list[Mutant]:
    text = REFERENCE.replace("{body}", body.strip("\n").replace("\n", "\n    "))
    return [mutant for mutant in make_mutants(text, Path("reference.py")) if mutant.of == of]


def edits(body: str) -> set[tuple[str, str]]:
    return {(mutant.was, mutant.now) for mutant in mutants_of(body)}


@pytest.mark.parametrize(
    ("body", "now"),
    [
        ("return xs + w", "return xs - w"),
        ("return xs - w", "return w - xs"),
        ("return xs * w", "return xs"),
        ("return xs < w", "return xs <= w"),
        ("return xs in w", "return xs not in w"),
        ("return not xs", "return xs"),
        ("return -xs", "return xs"),
        ("return xs and w", "return xs or w"),
        ("return 2 ** xs", "return 3 ** xs"),
        ("return 2.5 * w", "return 3.5 * w"),
        ("return 2.5 * w", "return 1.25 * w"),
        ("return xs[1:]", "return xs[:]"),
        ("return xs[0]", "return xs[(-1)]"),
        ("return w", "return xs"),
        ("return w, xs", "return xs, w"),
        ("return double(xs, epochs) - w", "return double(xs, xs) - w"),
        ("return given(xs) + w", "return given(xs) - w"),
        ("return (xs - w).mean()", "return (xs - w).sum()"),
        ("return (xs - w).mean()", "return (xs - w)"),
        ("return torch.exp(xs)", "return xs"),
        ("return torch.where(xs > 0, xs, w)", "return torch.where(xs > 0, w, xs)"),
        ("return xs.sum(dim=0, keepdim=True)", "return xs.sum(dim=0)"),
        ("return xs.sum(dim=0, keepdim=True)", "return xs.sum(dim=0, keepdim=False)"),
        ('return torch.nn.functional.mse_loss(xs, w, reduction="sum")',
         'return torch.nn.functional.mse_loss(xs, w, reduction="mean")'),
        ("return [x for x in xs if x]", "return [x for x in xs if not (x)]"),
        ("return sum(xs)", "return max(xs)"),
        ("return xs if w else epochs", "return xs if True else epochs"),
        ("return w.item()", "return w"),
        ("xs.x = w\nxs.append(xs.x)", "xs.append(xs.x)\nxs.x = w"),
        ("w.step()\nepochs.append(given(xs))", "epochs.append(given(xs))\nw.step()"),
        ("return [w for _ in range(epochs)]", "return [w for _ in range(epochs - 1)]"),
        ("return self.grad + self.data", "return self.grad - self.data"),
    ],
)  # fmt: skip
def test_an_expression_is_edited(body: str, now: str) -> None:
    assert (body, now) in edits(body)


LOOP = """
total = 0.0
for x in xs:
    w = w - x
    total += w
return total
"""


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("total += w", "total -= w"),
        ("total += w", "total = w"),
        ("w = w - x", "w += w - x"),
        ("total += w", ""),
        ("total += w", "total += w\ntotal += w"),
        ("w = w - x\ntotal += w", "total += w\nw = w - x"),
        ("    total += w", "total += w"),
        ("return total", "    return total"),
        ("for x in xs:\n    w = w - x\n    total += w", ""),
        ("total = 0.0", "total = 1.0"),
    ],
)
def test_a_statement_is_edited(was: str, now: str) -> None:
    assert (was, now) in edits(LOOP)


TRAINING = """
for _ in range(epochs):
    loss = (xs * w).sum()
    w.grad.zero_()
    loss.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
    if loss < 1:
        break
return (w * 1.0)
"""


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("w.grad.zero_()", ""),
        ("w.grad.zero_()\nloss.backward()", "loss.backward()\nw.grad.zero_()"),
        ("loss.backward()", "loss.backward()\nw.grad.zero_()"),
        ("with torch.no_grad():\n    w -= 0.1 * w.grad", "w -= 0.1 * w.grad"),
        ("break", "continue"),
        ("if loss < 1:", "if loss >= 1:"),
        ("if loss < 1:", "if False:"),
        ("return (w * 1.0)", "return ((w * 1.0).detach())"),
    ],
)
def test_training_is_edited(was: str, now: str) -> None:
    assert (was, now) in edits(TRAINING)


@pytest.mark.parametrize(
    ("body", "was", "now"),
    [
        # The same by the laws of arithmetic.
        ("return (xs - w) ** 2", None, "return (w - xs) ** 2"),
        ("return double(xs, w)", None, "return double(w, xs)"),
        ("a, b = [], []\nreturn a, b", "a, b = [], []", "b, a = [], []"),
        ("a, b = [], []\na.append(w)\nb.append(w)", "a.append(w)\nb.append(w)", "b.append(w)\na.append(w)"),
        ("self.a = w\nself.b = xs", "self.a = w\nself.b = xs", "self.b = xs\nself.a = w"),
        ("torch.nn.init.zeros_(w.x)\ntorch.nn.init.zeros_(w.y)", "torch.nn.init.zeros_(w.x)\ntorch.nn.init.zeros_(w.y)",
         "torch.nn.init.zeros_(w.y)\ntorch.nn.init.zeros_(w.x)"),
        ("loss = given(xs)\nw.zero_grad()", "loss = given(xs)\nw.zero_grad()", "w.zero_grad()\nloss = given(xs)"),
        # Nothing but a NameError.
        ("total = w\nreturn total", "total = w", ""),
        ("total = w\nreturn total", "total = w", "total += w"),
        # Nothing that a right answer has to have.
        ("return xs.numpy()", None, "return xs"),
        ('return torch.plot(xs, color="red")', None, "return torch.plot(xs)"),
    ],
)  # fmt: skip
def test_what_is_right_all_the_same_or_only_fails_is_not_made(body: str, was: str | None, now: str) -> None:
    assert (was or body, now) not in edits(body)


def test_only_what_a_learner_writes_is_edited() -> None:
    mutants = make_mutants(REFERENCE.replace("{body}", "return xs"), Path("reference.py"))
    assert {mutant.of for mutant in mutants} == {"double", "solve"}
    assert all('"""Twice: 2 + 2."""' in mutant.text and "return x + 1" in mutant.text for mutant in mutants)


def test_of_some_functions_there_are_the_same_mutants_as_of_all() -> None:
    text, file = REFERENCE.replace("{body}", "return xs + w"), Path("reference.py")
    some = make_mutants(text, file, lambda function: function == "solve")
    assert some == tuple(mutant for mutant in make_mutants(text, file) if mutant.of == "solve") != ()


def test_messages_are_left_alone() -> None:
    raised = 'raise ValueError(f"{w} is " + "below 0")'
    made = edits(f'if w < 0:\n    {raised}\nassert xs, "no samples"\nreturn w')
    assert {now for was, now in made if was == raised} == {"pass", raised.replace("ValueError", "RuntimeError")}
    assert all(now == "" or '"no samples"' in now for was, now in made if was.startswith("assert"))


@pytest.mark.parametrize("body", [LOOP, TRAINING, "return [[x * w for x in xs] for _ in range(epochs)]"])
def test_every_mutant_parses_and_is_another_program(body: str) -> None:
    mutants = mutants_of(body)
    original = REFERENCE.replace("{body}", body.strip("\n").replace("\n", "\n    "))
    trees = [ast.dump(ast.parse(mutant.text)) for mutant in mutants]
    assert len(trees) == len(set(trees))
    assert ast.dump(ast.parse(original)) not in trees
    lines = original.splitlines()
    for mutant in mutants:
        assert lines[mutant.line - 1].strip() == mutant.was.splitlines()[0].strip()


def test_methods_are_edited_under_their_class() -> None:
    text = (
        "class Value:\n    def relu(self):\n        ### BEGIN SOLUTION\n        out = self.data\n"
        "        self.grad = out\n        return max(self.data, 0)\n        ### END SOLUTION\n"
    )
    found = {(mutant.of, mutant.now) for mutant in make_mutants(text, Path("value.py"))}
    assert ("Value.relu", "return max(self.grad, 0)") in found
    assert ("Value.relu", "return min(self.data, 0)") in found


def test_every_kind_of_edit_has_a_name_in_both_languages() -> None:
    from grader.reports.language import language_for

    for operator in OPERATORS:
        assert str(language_for("zh").gettext(operator.name)) != operator.name


def test_letters_of_several_bytes_do_no_harm() -> None:
    body = '名, y = "均值", xs + w  # 求和\nreturn 名, y'
    assert ('名, y = "均值", xs + w  # 求和', '名, y = "均值", xs - w  # 求和') in edits(body)


def test_recorded_equivalents_are_read(load: Callable[..., object]) -> None:
    mistakes = '''\
from grader.authoring import equivalent, mistake


@mistake(of="forward", hint="Which operation?")
def adds(x, w):
    """You have added."""
    return x + w


equivalents = [
    equivalent(of="forward", was="return x * w", now=("return w * x", "return x * w * 1"), reason="The same product."),
]
'''
    (item,) = load(mistakes=mistakes).equivalents  # type: ignore[attr-defined]
    assert item.now == ("return w * x", "return x * w * 1")
    assert item.place.line == 11
