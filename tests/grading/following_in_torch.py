"""A small exercise in PyTorch whose functions call each other: through a graph, on objects, and in a random order."""

from __future__ import annotations

from pathlib import Path

from grading.following import Graded
from grading.small_course import make_course

from grader.execution.boundary import Observer
from grader.grading.grading import grade_text
from grader.grading.preparing import Preparer
from grader.grading.result import CheckResult

REFERENCE = '''"""A small exercise."""

import torch


def unit(x, w, b):
    """x times w, plus b."""
    ### BEGIN SOLUTION
    return x * w + b
    ### END SOLUTION


def slope(x, w, b):
    """The gradient of the sum of the squares of what `unit` gives, with respect to w."""
    ### BEGIN SOLUTION
    w = w.clone().requires_grad_()
    (unit(x, w, b) ** 2).sum().backward()
    return w.grad
    ### END SOLUTION


def step(model, optimizer, x, y):
    """One step downhill; the loss before it."""
    ### BEGIN SOLUTION
    loss = ((model(x) - y) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()
    ### END SOLUTION


def shuffled(model, optimizer, x, y, epochs):
    """A step for each sample, in each epoch in a random order; the last loss of each epoch."""
    ### BEGIN SOLUTION
    losses = []
    for _ in range(epochs):
        for i in torch.randperm(len(x)).tolist():
            loss = step(model, optimizer, x[i : i + 1], y[i : i + 1])
        losses.append(loss)
    return losses
    ### END SOLUTION


def squares(xs):
    """The square of each number."""
    ### BEGIN SOLUTION
    return [x * x for x in xs]
    ### END SOLUTION


def total(xs):
    """The sum of the squares."""
    ### BEGIN SOLUTION
    return sum(squares(xs))
    ### END SOLUTION


def smallest(totals):
    """The place of the smallest of them."""
    ### BEGIN SOLUTION
    return totals.index(min(totals))
    ### END SOLUTION
'''

CHECKS = '''"""Checks."""

import torch

from grader.authoring import case, check, plain, satisfies, tensor

units = [
    case(x=tensor([0.7, -1.2, 2.1], "float64"), w=tensor([1.3], "float64"), b=tensor([0.4], "float64")),
    case(x=tensor([1.7, 0.2], "float64"), w=tensor([-0.6], "float64"), b=tensor([1.1], "float64")),
    case(x=tensor([-0.9], "float64"), w=tensor([0.8], "float64"), b=tensor([-0.5], "float64")),
]


@check(role="forward", of="unit", points=1, cases=units, fixed="Few.", sentence={"zh": "值"})
def values(m, x, w, b):
    """The values."""
    return m.unit(x, w, b)


@check(role="backward", of="slope", points=2, cases=units, needs=["values"], fixed="Few.", sentence={"zh": "梯度"})
def slopes(m, x, w, b):
    """The slope."""
    return m.slope(x, w, b)


samples = [
    case(x=tensor([[0.7], [-1.2], [2.1]], "float32"), y=tensor([[1.0], [0.3], [2.2]], "float32")),
    case(x=tensor([[1.4], [-0.5]], "float32"), y=tensor([[-0.8], [0.9]], "float32")),
]


def made():
    model = torch.nn.Linear(1, 1)
    with torch.no_grad():
        model.weight.fill_(0.4)
        model.bias.fill_(-0.2)
    return model, torch.optim.SGD(model.parameters(), lr=0.1)


@check(role="train", of="step", points=1, cases=samples, fixed="Few.", sentence={"zh": "一步"})
def one_step(m, x, y):
    """The losses and parameters of two steps."""
    model, optimizer = made()
    losses = [m.step(model, optimizer, x, y) for _ in range(2)]
    return {"losses": losses, "w": model.weight.detach(), "b": model.bias.detach()}


def goes_down(observed, arguments):
    """The last mean is small beside the first."""
    first, last, losses = observed
    if len(losses) != arguments["epochs"]:
        return "A loss for each epoch."
    return None if last < 0.2 * first and 0 <= losses[-1] < first else "It does not go down."


@check(role="train", of="shuffled", points=2, needs=["one_step"], fixed="Few.", sentence={"zh": "随机顺序"},
       expect=satisfies(goes_down), cases=[
           case(x=tensor([[0.7], [-1.2], [2.1]], "float32"), y=tensor([[1.9], [-1.9], [4.7]], "float32"), epochs=30),
           case(x=tensor([[1.4], [-0.5]], "float32"), y=tensor([[-2.8], [1.0]], "float32"), epochs=40)])
def in_random_order(m, x, y, epochs):
    """It goes down, whatever the order."""
    model, optimizer = made()
    first = ((model(x) - y) ** 2).mean().item()
    losses = m.shuffled(model, optimizer, x, y, epochs)
    return first, ((model(x) - y) ** 2).mean().item(), losses


lists = [case(xs=plain([1.5, -2.0])), case(xs=plain([0.7, 2.5, 3.5])), case(xs=plain([-1.2]))]


@check(role="data", of="squares", points=1, cases=lists, fixed="Few.", sentence={"zh": "平方"})
def each_square(m, xs):
    """The squares."""
    return m.squares(xs)


@check(role="cost", of="total", points=1, cases=lists, needs=["each_square"], fixed="Few.", sentence={"zh": "总和"})
def sum_of_squares(m, xs):
    """The sum."""
    return m.total(xs)


@check(role="concept", of="smallest", points=2, needs=["sum_of_squares"], fixed="Few.", sentence={"zh": "最小"},
       cases=[case(lists=plain([[1.5, -2.0], [0.5, 0.5], [3.0]])), case(lists=plain([[1.0], [2.0], [-0.3]])),
              case(lists=plain([[-0.4, 0.3], [2.0], [1.3]]))])
def place_of_the_smallest(m, lists):
    """Its place, and the totals."""
    totals = [m.total(xs) for xs in lists]
    return totals, m.smallest(totals)
'''

MISTAKES = '''"""Mistakes."""

from grader.authoring import mistake


@mistake(of="unit", hint={"en": "Which operation?", "zh": "什么运算？"}, finding={"zh": "没有加 b。"})
def b_left_out(x, w, b):
    """You have left b out."""
    return x * w
'''

RIGHT = {
    "unit": "def unit(x, w, b):\n    return x * w + b\n",
    "slope": (
        "def slope(x, w, b):\n    w = w.clone().requires_grad_()\n    (unit(x, w, b) ** 2).sum().backward()\n"
        "    return w.grad\n"
    ),
    "step": (
        "def step(model, optimizer, x, y):\n    loss = ((model(x) - y) ** 2).mean()\n    optimizer.zero_grad()\n"
        "    loss.backward()\n    optimizer.step()\n    return loss.item()\n"
    ),
    "shuffled": (
        "def shuffled(model, optimizer, x, y, epochs):\n    losses = []\n    for _ in range(epochs):\n"
        "        for i in torch.rand(len(x)).argsort():\n            one = slice(int(i), int(i) + 1)\n"
        "            loss = step(model, optimizer, x[one], y[one])\n        losses.append(loss)\n    return losses\n"
    ),
    "squares": "def squares(xs):\n    return [x**2 for x in xs]\n",
    "total": "def total(xs):\n    return sum(squares(xs))\n",
    "smallest": "def smallest(totals):\n    return min(range(len(totals)), key=lambda i: totals[i])\n",
}


def grading_in_torch(folder: Path, observer: Observer) -> Graded:
    """Grades a file made of right functions and of those that are given instead, by name; the checks by id."""
    course = make_course(folder, REFERENCE, CHECKS, MISTAKES)
    preparer = Preparer(course, seed=1)
    (files,) = course.exercises
    ready = preparer.ready(files, 0)

    def graded(first: str = "", **functions: str) -> dict[str, CheckResult]:
        text = "\n\n".join(["import torch\n", first, *(RIGHT | functions).values()])
        result = grade_text(ready, preparer.run(0), observer, text)
        assert not result.fault
        return {check.id: check for check in result.exercises[0].checks}

    return graded
