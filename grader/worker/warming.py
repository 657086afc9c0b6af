"""What a worker sets up before any learner's code comes near: libraries imported, torch's first-use work done."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence


def warm_up(preload: Sequence[str]) -> None:
    """Import these libraries and the worker's own modules, and have torch do its first-use work, on one thread.

    Once the layers are on, the file system is closed: a later import may fail, and torch could not read the
    processor's description.
    """
    for name in preload:
        try:
            importlib.import_module(name)
        except ImportError as missing:
            # A learner's own import of it says the same where they will see it.
            print(f"cannot preload {name}: {missing}", file=sys.stderr)  # noqa: T201 - this is the worker's log
    import torch

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    w = torch.tensor([1.0, 2.0], dtype=torch.float64, requires_grad=True)
    torch.autograd.backward(((2 * w - w.detach()) ** 2).mean())
    torch.manual_seed(0)
    from grader.worker import child, landlock, seccomp  # noqa: F401
