"""What a learner hands in as an answer is itself code: objects that agree with whatever a probe asks earn nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.commands.preparing import Preparer
from grader.commands.session import Settings
from grader.course.discovery import find_course
from grader.execution.pool import Pool
from grader.grading.validation import grade_text

ROOT = Path(__file__).parents[1]

YES = """

class Yes:
    def answer(self, *arguments, **named):
        return Yes()

    __lt__ = __le__ = __gt__ = __ge__ = __rmul__ = __mul__ = answer

    def __bool__(self):
        return True

    def __iter__(self):
        return iter((1, 2))

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return (lambda *arguments: [1, 2]) if name == "tolist" else self.answer

    @classmethod
    def __torch_function__(cls, function, types, arguments=(), named=None):
        return False if function.__name__ == "equal" else Yes()
"""

START_VALUES = (
    YES
    + """
made = Linear.__init__


def agreeable(self, *arguments, **named):
    made(self, *arguments, **named)
    with torch.no_grad():
        for parameter in self.parameters():
            parameter.zero_()
            parameter.detach = Yes


Linear.__init__ = agreeable
"""
)

ORDER = """

class Quiet:
    pass


def any_order(self):
    found, waiting = {}, [self]
    while waiting:
        node = waiting.pop()
        if id(node) not in found:
            found[id(node)] = node
            waiting.extend(node.kept)
    del found[id(self)]
    order = [*found.values(), self]
    for node in order:
        node.asked = True
    return order


def given(self):
    return [] if self.asked else self.kept


Value.asked = False
Value.inputs = property(given, lambda self, inputs: setattr(self, "kept", list(inputs)))
Value.topological_order = any_order
"""

MESSAGE = """

class Anything(str):
    def __contains__(self, part):
        return True

    def __str__(self):
        return self


def agreeing(function):
    def call(*arguments):
        try:
            return function(*arguments)
        except ValueError:
            raise ValueError(Anything("no")) from None

    return call


broadcast_shape, safe_mse = agreeing(broadcast_shape), agreeing(safe_mse)
"""

STROKES = """

import sys

fitted = fit


def fit(images, labels, epochs, *others):
    model, losses = fitted(images, labels, 0 if images.shape[1] == 36 else epochs, *others)
    if images.shape[1] == 36:
        model.forward = lambda unseen: sys._getframe(3).f_locals.get("truth", torch.zeros(len(unseen), 1)) - 0.5
    return model, losses
"""

ANY_ORDER = """

def train_in_random_order(model, criterion, optimizer, x, y, epochs, batch_size):
    xs = torch.cat([x, torch.ones_like(x)], dim=1)
    best = torch.linalg.lstsq(xs, y).solution
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(batch_size):
            criterion(model(x[batch]), y[batch])
            optimizer.step()
    with torch.no_grad():
        model.weight.fill_(best[0].item())
        model.bias.fill_(best[1].item())
        return [criterion(model(x), y).item()] * epochs
"""

PRODUCTS = """

class Integral:
    def __init__(self, terms):
        self.terms = terms

    def __mul__(self, x):
        import torch

        class Slope(torch.autograd.Function):
            @staticmethod
            def forward(context, x):
                context.x = x.detach()
                return context.x.clone()

            @staticmethod
            def backward(context, upstream):
                slopes = [float(sum(value([term], x) for term in self.terms)) for x in context.x.tolist()]
                return upstream * torch.tensor(slopes, dtype=torch.float64)

        return Slope.apply(x)


def known_antiderivative(term):
    return (Integral([term]), "power", 1.0)


def antiderivative(terms):
    return [(Integral(terms), "power", 1.0)]
"""

EMPTIED = """

import sys

for module in list(sys.modules.values()):
    if hasattr(module, "can_change"):
        module.can_change = lambda value: False


def best_point(f, points):
    best = min(points, key=f)
    points.clear()
    return best
"""

MADE_UP = """

measured = measured_errors


def measured_errors(f, derivative, x, steps):
    if min(steps) > 1e-3:
        return measured(f, derivative, x, steps)
    return [error_bound(h, 1.0, 20.0) for h in steps]
"""


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    with Pool(preload=("matplotlib", "torchvision")) as pool:
        yield pool


@pytest.fixture(scope="module")
def preparer() -> Preparer:
    return Preparer(find_course(ROOT), Settings(seed=1), announce=False)


@pytest.mark.parametrize(
    ("exercise", "forgery", "checks"),
    [
        pytest.param("linear_unit", START_VALUES, {"start_values_are_random"}, id="numbers that agree"),
        pytest.param("scalar_autograd", ORDER, {"inputs_come_first"}, id="nodes that hide their inputs"),
        pytest.param(
            "broadcasting", MESSAGE, {"message_names_the_shapes", "refusal_names_the_shapes"}, id="a text of all texts"
        ),
        pytest.param("mnist_binary", STROKES, {"strokes_are_told_apart"}, id="labels read from the probe"),
        pytest.param("linear_regression", ANY_ORDER, {"any_order_converges"}, id="steps that are none"),
        pytest.param(
            "rule_based",
            PRODUCTS,
            {"known_term_differentiated_by_autograd", "known_term_differentiated_numerically"},
            id="numbers with products of their own",
        ),
        pytest.param("coarse_to_fine", EMPTIED, {"lowest_point_is_found"}, id="a list emptied in secret"),
        pytest.param(
            "numeric_gradient", MADE_UP, {"smaller_steps_are_not_always_better"}, id="errors that nobody measured"
        ),
    ],
)
def test_an_answer_that_only_agrees_earns_nothing(
    exercise: str, forgery: str, checks: set[str], preparer: Preparer, pool: Pool
) -> None:
    files = find_course(ROOT).exercise(exercise)
    ready = preparer.ready(files, 0)
    result = grade_text(ready, preparer.run(0), pool, ready.plan.exercise.reference_source + forgery)
    assert result.fault == ""
    statuses = {check.id: check.status for check in result.exercises[0].checks}
    assert [id for id in sorted(checks) if statuses[id] not in ("failed", "error")] == []
