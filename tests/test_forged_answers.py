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


REGISTERED = """

made, named_of = Linear.__init__, torch.nn.Module.named_parameters


def plain(self, *arguments, **named):
    made(self, *arguments, **named)
    for name, value in list(self._parameters.items()):
        del self._parameters[name]
        object.__setattr__(self, name, None if value is None else value.detach().requires_grad_())


def copies(self, *arguments, **named):
    if type(self) is not Linear:
        yield from named_of(self, *arguments, **named)
    else:
        yield from ((n, torch.nn.Parameter(getattr(self, n).detach().clone())) for n in ("weight", "bias") if
                    getattr(self, n) is not None)


Linear.__init__, torch.nn.Module.named_parameters = plain, copies
torch.nn.Module.state_dict = lambda self, *arguments, **named: dict(self.named_parameters())
"""

COPIES = """

torch.Tensor.clone = lambda self, *arguments, **named: self
torch.Tensor.detach = lambda self: self.data
torch.equal = torch.allclose = lambda *arguments, **named: True


def snapshot(module):
    return {name: parameter.data for name, parameter in module.named_parameters()}
"""

FLOATS = """

import builtins

is_instance = builtins.isinstance
builtins.isinstance = lambda value, kind: kind is float or is_instance(value, kind)
builtins.all = lambda values: True


def training_step(model, criterion, optimizer, x, y):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.detach()


def predict(model, x):
    return model(torch.tensor([[float(x)]])).detach()
"""

FORGOTTEN = """

torch.Tensor.any = lambda self, *arguments, **named: torch.tensor(False)
torch.Tensor.all = lambda self, *arguments, **named: torch.tensor(True)
torch.Tensor.__eq__ = lambda self, other: torch.tensor(True)
SGD.zero_grad = lambda self: None
"""

LEAVES = """

class Leaf(torch.Tensor):
    is_leaf = property(lambda self: True)
    requires_grad = property(lambda self: True)


stepped = SGD.step


def step(self):
    stepped(self)
    for p in self.params:
        p.requires_grad_(False)
        p.__class__ = Leaf


SGD.step = step
"""

SHARED = """

torch.Tensor.__setitem__ = lambda self, index, value: None
grown = expand


def expand(x, shape):
    grown(x, shape)
    missing = (0,) * (len(shape) - x.dim())
    sizes = (*(1 for _ in missing), *x.shape)
    strides = [step if size == asked else 0 for size, asked, step in zip(sizes, shape, (*missing, *x.stride()))]
    return x.as_strided(shape, strides)
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
            "linear_unit",
            REGISTERED,
            {"parameters_are_registered"},
            id="parameters that are copies",
        ),
        pytest.param("linear_unit", COPIES, {"later_training_changes_no_snapshot"}, id="copies that are none"),
        pytest.param(
            "linear_regression",
            FLOATS,
            {"one_turn_of_the_cycle", "prediction_for_one_number"},
            id="tensors that pass for floats",
        ),
        pytest.param("optimizers", FORGOTTEN, {"gradients_are_forgotten"}, id="gradients that are not any"),
        pytest.param("optimizers", LEAVES, {"step_is_made_in_place"}, id="leaves that only say so"),
        pytest.param("broadcasting", SHARED, {"copies_are_their_own"}, id="memory that cannot be written"),
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
