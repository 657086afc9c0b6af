"""A plain pytest grader for the same exercise, as many courses write them: the baseline of `submissions.py`.

The submission `gradient_descent.py` is in the same folder; REFERENCE is the path of the solution.
"""

import importlib.util
import os

import gradient_descent as submission
import pytest
import torch

SPEC = importlib.util.spec_from_file_location("reference", os.environ["REFERENCE"])
reference = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(reference)


def samples(n, seed):
    generator = torch.Generator().manual_seed(seed)
    xs = torch.rand(n, generator=generator, dtype=torch.float64) * 1.5 + 0.4
    ys = 1.7 * xs - 0.8 + 0.3 * torch.randn(n, generator=generator, dtype=torch.float64)
    return xs, ys


CLASSIC = (torch.tensor([1.0, 2.0, 3.0], dtype=torch.float64), torch.tensor([2.0, 4.0, 6.0], dtype=torch.float64))
DATA = pytest.mark.parametrize(
    "data", [CLASSIC, samples(1, 1), samples(2, 2), samples(50, 3)], ids=["classic", "1", "2", "50"]
)


def same(got, expected):
    if isinstance(expected, (list, tuple)):
        assert len(got) == len(expected)
        for one, other in zip(got, expected, strict=True):
            same(one, other)
    else:
        torch.testing.assert_close(torch.as_tensor(got), torch.as_tensor(expected), check_dtype=False)


@DATA
def test_forward(data):
    xs, _ = data
    same(submission.forward(xs, 1.3), reference.forward(xs, 1.3))


@DATA
def test_cost(data):
    same(submission.cost(*data, 0.7), reference.cost(*data, 0.7))


@DATA
def test_gradient(data):
    same(submission.gradient(*data, 0.7), reference.gradient(*data, 0.7))


@DATA
def test_gradient_with_bias(data):
    same(submission.gradient_with_bias(*data, 0.7, 0.4), reference.gradient_with_bias(*data, 0.7, 0.4))


@pytest.mark.parametrize(("w", "grad", "lr"), [(1.0, -9.3, 0.01), (0.4, 2.7, 0.1), (-1.2, 0.0, 0.05)])
def test_update(w, grad, lr):
    same(submission.update(w, grad, lr), reference.update(w, grad, lr))


@DATA
@pytest.mark.parametrize("epochs", [0, 1, 30])
def test_train(data, epochs):
    same(submission.train(*data, 0.7, 0.01, epochs), reference.train(*data, 0.7, 0.01, epochs))


@DATA
@pytest.mark.parametrize("epochs", [0, 10])
def test_train_with_bias(data, epochs):
    same(
        submission.train_with_bias(*data, 0.7, 0.4, 0.01, epochs),
        reference.train_with_bias(*data, 0.7, 0.4, 0.01, epochs),
    )
