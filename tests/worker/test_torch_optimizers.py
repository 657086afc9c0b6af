"""torch's optimizers in a worker: as ever, but without the compiler."""

from __future__ import annotations

import pytest
from forking import run_with_torch

TRAINED = """
import sys

import torch

{preparation}


def trained(name):
    w = torch.tensor([1.3, -0.7, 2.1], dtype=torch.float64, requires_grad=True)
    optimizer = getattr(torch.optim, name)([w], lr=0.05)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=2)

    def closure():
        optimizer.zero_grad()
        loss = (w**4).sum() - w.prod()
        loss.backward()
        return loss

    for _ in range(4):
        optimizer.step(closure)
        scheduler.step()
    optimizer.load_state_dict(optimizer.state_dict())
    assert w.is_leaf and w.requires_grad and torch.is_grad_enabled()
    return w.tolist()


for name in {names}:
    print(name, trained(name))
print("torch._dynamo" in sys.modules)
"""
NAMES = ["SGD", "Adam", "AdamW", "Adagrad", "Adadelta", "Adamax", "RMSprop", "Rprop", "ASGD", "NAdam", "RAdam", "LBFGS"]
PREPARATION = "from grader.worker.torch_compiler import without_compiler\nwithout_compiler()"


def output(preparation: str) -> list[str]:
    source = TRAINED.format(preparation=preparation, names=NAMES)
    return run_with_torch(source, check=True).stdout.split("\n")


@pytest.fixture(scope="module")
def plain() -> list[str]:
    return output("")


def test_optimizers_do_the_same_without_the_compiler(plain: list[str]) -> None:
    prepared = output(PREPARATION)
    assert prepared[: len(NAMES)] == plain[: len(NAMES)]
    assert prepared[len(NAMES)] == "False"


def test_without_the_preparation_the_compiler_is_imported(plain: list[str]) -> None:
    assert plain[len(NAMES)] == "True"
