"""The reference of the linear unit stands in for torch.nn.Linear."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
import torch

from grader.wire.messages import Load, Source
from grader.worker.executing import load

REFERENCE = Path(__file__).parents[2] / "solutions" / "05_linear_regression" / "linear_unit.py"


@pytest.fixture(scope="module")
def unit() -> ModuleType:
    module, raised = load(Load(Source("linear_unit_reference", str(REFERENCE), REFERENCE.read_text(encoding="utf-8"))))
    assert raised is None
    return module


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("shape", [(3,), (5, 3), (2, 4, 3)])
def test_it_gives_the_outputs_and_gradients_of_the_library_layer(unit: ModuleType, shape: tuple[int, ...], bias: bool):
    generator = torch.Generator().manual_seed(3)
    library, own = torch.nn.Linear(3, 2, bias=bias), unit.Linear(3, 2, bias=bias)
    own.load_state_dict(library.state_dict())
    assert list(own.state_dict()) == list(library.state_dict())
    x = torch.randn(*shape, generator=generator)
    upstream = torch.randn(*shape[:-1], 2, generator=generator)
    seen = []
    for layer in (library, own):
        given = x.clone().requires_grad_()
        y = layer(given)
        (y * upstream).sum().backward()
        seen.append([y.detach(), given.grad, *(parameter.grad for parameter in layer.parameters())])
    for theirs, ours in zip(*seen, strict=True):
        torch.testing.assert_close(ours, theirs)


def test_it_starts_as_the_library_layer_does(unit: ModuleType):
    torch.manual_seed(5)
    own, library = unit.Linear(50, 400), torch.nn.Linear(50, 400)
    for ours, theirs in zip(own.state_dict().values(), library.state_dict().values(), strict=True):
        assert ours.abs().max() == pytest.approx(theirs.abs().max().item(), rel=0.02)
        assert ours.std() == pytest.approx(theirs.std().item(), rel=0.1)
