"""torchvision beside a torch that it was not built for, each import in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from forking import run_with_torch

FAKE = """
from torchvision import part
part.loads += 1
import torch
for operator in ("nms", "qnms"):
    # What torchvision itself does; it raises where the operator is not declared.
    torch.library.register_fake(f"torchvision::{operator}")(lambda dets, scores, iou_threshold: dets)
"""


SETUP = "from grader.wire.torchvision_import import install, was_worked_around; install(); install()\n"


def python(code: str, *path: Path) -> subprocess.CompletedProcess[str]:
    first = f"import sys; sys.path[:0] = {[str(entry) for entry in path]!r}\n"
    return run_with_torch(first + SETUP + textwrap.dedent(code))


@pytest.fixture
def fake(tmp_path: Path) -> Path:
    """A package `torchvision` whose import needs operators that nobody declares."""
    package = tmp_path / "torchvision"
    package.mkdir()
    (package / "__init__.py").write_text(FAKE, encoding="utf-8")
    (package / "part.py").write_text("loads = 0\n", encoding="utf-8")
    return tmp_path


def test_missing_operators_are_declared_and_the_package_is_loaded_anew(fake):
    done = python(
        """
        import torchvision, torch, importlib.util
        from torchvision import part
        print(was_worked_around(), part.loads, part is torchvision.part, torchvision.__spec__.loader.path[-11:])
        print(torch.ops.torchvision.nms.default._schema)
        """,
        fake,
    )
    assert done.stdout.splitlines() == [
        "True 1 True __init__.py",
        "torchvision::nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor",
    ], done.stderr


@pytest.mark.parametrize("raises", ["RuntimeError('out of order')", "ImportError('no _C')"])
def test_another_failure_is_left_as_it_is(fake, raises):
    (fake / "torchvision" / "__init__.py").write_text(f"raise {raises}\n", encoding="utf-8")
    done = python(
        f"""
        try:
            import torchvision
        except Exception as failed:
            print(repr(failed) == {raises!r}.replace('"', "'"), was_worked_around(), "torchvision" in sys.modules)
        """,
        fake,
    )
    assert done.stdout == "True False False\n", done.stderr


def test_nothing_is_imported_before_torchvision_is_asked_for():
    code = "import sys\n" + SETUP
    code += "print('torch' in sys.modules, len([f for f in sys.meta_path if type(f).__module__[:6] == 'grader']))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout == "False 1\n", done.stderr


def test_the_installed_torchvision_loads_data_sets_and_transforms():
    pytest.importorskip("PIL")
    done = python(
        """
        from torchvision import datasets, transforms
        import numpy as np
        from PIL import Image
        assert "torch._dynamo" not in sys.modules
        print(datasets.MNIST.__name__, transforms.ToTensor()(Image.fromarray(np.full((2, 3), 51, "uint8"))).tolist())
        """
    )
    assert done.stdout == "MNIST [[[0.20000000298023224, 0.20000000298023224, 0.20000000298023224], " + (
        "[0.20000000298023224, 0.20000000298023224, 0.20000000298023224]]]\n"
    ), done.stderr


def test_the_compiler_is_imported_by_the_function_that_needs_it_and_not_with_torchvision(fake):
    (fake / "torchvision" / "__init__.py").write_text("from torch._dynamo.utils import is_compile_supported\n", "utf-8")
    done = python(
        """
        import sys, torchvision
        before = [name for name in sys.modules if name.startswith("torch._dynamo")]
        supported = torchvision.is_compile_supported("cpu")
        import torch
        print(before, supported == torch._dynamo.utils.is_compile_supported("cpu"), hasattr(torch._dynamo, "explain"))
        """,
        fake,
    )
    assert done.stdout == "[] True True\n", done.stderr
