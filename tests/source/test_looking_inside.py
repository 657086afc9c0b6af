"""What a file's source shows of whether it could look into the process that runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.discovery import find_course
from grader.source.looking_inside import may_look_inside

COURSE = find_course(Path(__file__).parent)
LIBRARIES = COURSE.settings.libraries


@pytest.mark.parametrize("path", [file.reference for file in COURSE.exercises], ids=lambda path: path.stem)
def test_no_reference_does(path: Path) -> None:
    defines_operators = path.stem == "scalar_autograd"  # with which a value could be like any other
    assert may_look_inside([path.read_text(encoding="utf-8")], LIBRARIES) is defines_operators


@pytest.mark.parametrize(
    "text",
    [
        "import sys", "import numpy.ctypeslib, os", "from . import other", "from torch import _C", "eval('1')",
        "f.__closure__", "frame.f_locals", "'{0.f_locals}'.format(frame)", "torch.sys.modules", "x._backward_hooks",
        "copy.deepcopy = print", "torch.Tensor.tolist = None", "self.tolist = None", "del x.y", "class A(float): pass",
        "class A(type(torch)): pass", "class A(metaclass=B): pass", "class A:\n    def __rsub__(self, o): return 0",
        "def tolist(self): pass", "__builtins__", "getattr(x, name)",
        "getattr(torch, name)", "torch = f\ngetattr(torch.nn, name)", "import math as nn", "def f(optim): pass",
        "print(raised.__traceback__)", "1" + "+1" * 100_000,
    ],
)  # fmt: skip
def test_what_is_not_known_to_be_harmless_does(text: str) -> None:
    assert may_look_inside([text], LIBRARIES)


@pytest.mark.parametrize(
    "text",
    [
        "import math, torch.nn as nn\nfrom torch.utils.data import Dataset", "def f(f_old): return f_old", "x = ",
        "class A(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self._w = self.w = 2",
        "w.grad = None\nmodel.bias.data = b",
        "import torch\nfrom torch import nn, optim\ngetattr(torch.nn, name)\ngetattr(optim, name)",
        "def _helper(x): return x\n_helper(1)", "f'{x:.3f}'",
    ],
)  # fmt: skip
def test_what_learners_write_does_not(text: str) -> None:
    assert may_look_inside([text], LIBRARIES) is (text == "x = ")
