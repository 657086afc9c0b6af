"""torch's function transforms in a worker: as ever, but without the compiler."""

from __future__ import annotations

import pytest
from forking import run_with_torch

TRANSFORMED = """
import sys

import torch
from torch.func import grad, grad_and_value, jacrev, vjp, vmap

{preparation}

x = torch.tensor([1.3, -0.7, 2.1], dtype=torch.float64)


def cost(x):
    return (x**4).sum() - x.prod()


print(grad(cost)(x), grad_and_value(cost)(x), jacrev(jacrev(cost))(x), jacrev(torch.sin)(x))
print(vjp(torch.sin, x)[1](torch.ones_like(x)), vmap(grad(torch.sin))(x), grad(grad(torch.sin))(x[0]))
print(grad(lambda x: torch.tensor(2.0))(x), "torch._dynamo" in sys.modules)
"""
PREPARATION = "from grader.worker.torch_compiler import without_compiler\nwithout_compiler()"
COMPILER = "import torch._dynamo"


def output(preparation: str) -> str:
    source = TRANSFORMED.format(preparation=preparation)
    return run_with_torch(source, check=True).stdout


@pytest.fixture(scope="module")
def plain() -> str:
    return output("")


def test_transforms_do_the_same_without_the_compiler(plain: str) -> None:
    assert plain.endswith("True\n")
    assert output(PREPARATION) == plain.removesuffix("True\n") + "False\n"


def test_and_with_it_where_somebody_imports_it(plain: str) -> None:
    assert output(f"{PREPARATION}\n{COMPILER}") == plain
