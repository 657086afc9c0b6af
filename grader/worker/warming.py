"""What a worker sets up before any learner's code arrives: it imports libraries and does first-use work."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from grader.authoring import AUTOGRAD, LEAST_SQUARES, LINEAR_LAYERS, LOSSES, OPTIMIZERS, SIGMOIDS
from grader.wire import torchvision_import
from grader.worker import libraries
from grader.worker.watching import WATCH


def warm_up(preload: Sequence[str]) -> Iterator[None]:
    """Import these libraries and the worker's own modules, and do their first-use work, on one thread.

    What it returns goes on with the rehearsal: each item makes what comes after it a little faster.

    Once the isolation layers are applied, the file system is closed: a later import may fail, and torch could not read
    the processor's description.
    """
    torchvision_import.install()
    libraries.import_ahead(preload)
    import torch

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    from grader.worker import child, drawing, isolation, landlock, probing, seccomp  # noqa: F401
    from grader.worker.rehearsal import rehearse
    from grader.worker.torch_compiler import without_compiler

    without_compiler()
    probing.prepare({"torch", "numpy", *libraries.packages(preload)})
    isolation.prepare()
    WATCH.prepare((*AUTOGRAD, *LOSSES, *OPTIMIZERS, *SIGMOIDS, *LINEAR_LAYERS, *LEAST_SQUARES))

    rehearsals = rehearse()
    next(rehearsals, None)
    if "matplotlib.pyplot" in sys.modules:
        with libraries.noted("matplotlib"):
            _rehearse_drawing()
    return rehearsals


def _rehearse_drawing() -> None:
    """Draw a figure with a text, which makes matplotlib look for its fonts, and read what it shows."""
    from matplotlib import pyplot

    from grader.worker.drawing import drawn

    figure, axes = pyplot.subplots()
    axes.set_xlabel("x")
    figure.canvas.draw()
    drawn(figure)
    pyplot.close(figure)
