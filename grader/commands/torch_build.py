"""Detects a torch that was built for GPUs on a machine without one."""

from __future__ import annotations

import re
import shutil
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path

TORCH_PAGE = "https://pytorch.org/get-started/locally/"
"""PyTorch's installation page, with the command for each system."""

_FOR_GPUS = re.compile(r"(?:lib)?torch_(?:cuda|hip)[\w.]*\.(?:so|dll)[\d.]*")
_BROUGHT_ALONG = re.compile(r"(?:nvidia|rocm|(?:pytorch[-_])?triton)(?:[-_].*)?", re.IGNORECASE)
_GPUS = ("/dev/nvidiactl", "/dev/kfd", "/dev/dxg")


def wasted_bytes() -> int:
    """The size of a torch that was built for GPUs, with the libraries that came with it; 0 for any other build, or if
    there is a GPU."""
    try:
        torch = distribution("torch")
    except PackageNotFoundError:
        return 0
    if not any(_FOR_GPUS.fullmatch(file.name) for file in torch.files or ()) or has_gpu():
        return 0
    others = (one for one in distributions() if _BROUGHT_ALONG.fullmatch(one.metadata["Name"] or ""))
    return sum(map(_size, (torch, *others)))


def _size(installed: Distribution) -> int:
    return sum(file.size or 0 for file in installed.files or ())


def has_gpu() -> bool:
    """Whether this machine seems to have a GPU that torch can use, with its driver."""
    return any(Path(device).exists() for device in _GPUS) or shutil.which("nvidia-smi") is not None
