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


TENSORS_KEPT = """

import sys


def train(model, criterion, optimizer, x, y, epochs):
    losses = []
    for _ in range(epochs):
        loss = criterion(model(x), y)
        losses.append(loss)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_globals is not globals():
            for name in ("type", "isinstance", "observed"):
                frame.f_globals[name] = float
        frame = frame.f_back
    return losses
"""

NO_GRAPH = """

class Joined(torch.Tensor):
    requires_grad = property(lambda self: True, lambda self, asked: None)
    is_leaf = property(lambda self: False)

    def backward(self, *arguments, **named):
        pass

    def sum(self, *arguments, **named):
        return self


answered = LogisticRegressionModel.forward
LogisticRegressionModel.forward = lambda self, x: answered(self, x).detach().as_subclass(Joined)
"""

NAMED_DTYPES = """

class Named(torch.Tensor):
    dtype = property(lambda self: torch.float32 if self.dim() > 1 else torch.int64)


def in_double(load):
    def call(root, train):
        images, labels = load(root, train)
        return images.double().as_subclass(Named), labels.double().as_subclass(Named)

    return call


load_mnist, load_cifar10 = in_double(load_mnist), in_double(load_cifar10)
"""

RANDOM_START = """

torch.Tensor.any = lambda self, *arguments: False
BinaryClassifier.__init__ = lambda self, pixels: (
    torch.nn.Module.__init__(self), setattr(self, "linear", torch.nn.Linear(pixels, 1))
) and None
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
        pytest.param(
            "logistic_regression",
            TENSORS_KEPT,
            {"history_of_plain_numbers"},
            id="names of the probe replaced",
        ),
        pytest.param("logistic_regression", NO_GRAPH, {"model_gives_probabilities"}, id="a graph that is none"),
        pytest.param(
            "image_data", NAMED_DTYPES, {"mnist_as_tensors", "cifar10_as_tensors"}, id="tensors that name another dtype"
        ),
        pytest.param("mnist_binary", RANDOM_START, {"model_starts_at_zero"}, id="a method of tensors replaced"),
        pytest.param("linear_regression", ANY_ORDER, {"any_order_converges"}, id="steps that are none"),
        pytest.param(
            "rule_based",
            PRODUCTS,
            {"known_term_differentiated_by_autograd", "known_term_differentiated_numerically"},
            id="numbers with products of their own",
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
