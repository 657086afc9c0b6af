"""What a worker sets up before any learner's code comes near: libraries imported, first-use work done."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

from grader.authoring import AUTOGRAD, LEAST_SQUARES, LINEAR_LAYERS, LOSSES, OPTIMIZERS, SIGMOIDS
from grader.wire import vision
from grader.worker.watching import WATCH

_PARTS = {"matplotlib": ("matplotlib.pyplot", "matplotlib.backends.backend_agg", "mpl_toolkits.mplot3d")}
"""Parts of a library that it does not import by itself, and that who uses it needs."""


def warm_up(preload: Sequence[str]) -> None:
    """Import these libraries and the worker's own modules, and have them do their first-use work, on one thread.

    Once the layers are on, the file system is closed: a later import may fail, and torch could not read the
    processor's description.
    """
    vision.install()
    for name in (part for library in preload for part in (library, *_PARTS.get(library, ()))):
        try:
            importlib.import_module(name)
        except ImportError as missing:
            # A learner's own import of it says the same where they will see it.
            print(f"cannot preload {name}: {missing}", file=sys.stderr)  # noqa: T201 - this is the worker's log
    import torch

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    from grader.worker import child, drawing, isolation, landlock, probing, seccomp  # noqa: F401
    from grader.worker.optimizers import without_compiler
    from grader.worker.rehearsal import rehearse

    without_compiler()
    probing.prepare()
    isolation.prepare()
    WATCH.prepare((*AUTOGRAD, *LOSSES, *OPTIMIZERS, *SIGMOIDS, *LINEAR_LAYERS, *LEAST_SQUARES))

    rehearse()
    if "matplotlib.pyplot" in sys.modules:
        _rehearse_drawing()


def _rehearse_drawing() -> None:
    """Draw a figure with a text in it, which makes matplotlib look for its fonts, and read what it shows."""
    from matplotlib import pyplot

    from grader.worker.drawing import drawn

    figure, axes = pyplot.subplots()
    axes.set_xlabel("x")
    figure.canvas.draw()
    drawn(figure)
    pyplot.close(figure)
