"""What a worker sets up before any learner's code comes near: libraries imported, first-use work done."""

from __future__ import annotations

import contextlib
import importlib
import sys
from collections.abc import Iterator, Sequence

from grader.authoring import AUTOGRAD, LEAST_SQUARES, LINEAR_LAYERS, LOSSES, OPTIMIZERS, SIGMOIDS
from grader.wire import vision
from grader.wire.messages import MAX_MESSAGE
from grader.wire.object_texts import message_of
from grader.worker.watching import WATCH

_PARTS = {"matplotlib": ("matplotlib.pyplot", "matplotlib.backends.backend_agg", "mpl_toolkits.mplot3d")}
"""Parts of a library that it does not import by itself, and that who uses it needs."""


unavailable: dict[str, str] = {}
"""The libraries that this process was to import ahead and could not, each with the reason."""


def warm_up(preload: Sequence[str]) -> None:
    """Import these libraries and the worker's own modules, and have them do their first-use work, on one thread.

    Once the layers are on, the file system is closed: a later import may fail, and torch could not read the
    processor's description.
    """
    vision.install()
    for library in preload:
        with _noted(library):
            for name in (library, *_PARTS.get(library, ())):
                importlib.import_module(name)
    import torch

    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    from grader.worker import child, drawing, isolation, landlock, probing, seccomp  # noqa: F401
    from grader.worker.rehearsal import rehearse
    from grader.worker.torch_compiler import without_compiler

    without_compiler()
    names = (name for library in preload for name in (library, *_PARTS.get(library, ())))
    probing.prepare({"torch", "numpy", *(name.partition(".")[0] for name in names)})
    isolation.prepare()
    WATCH.prepare((*AUTOGRAD, *LOSSES, *OPTIMIZERS, *SIGMOIDS, *LINEAR_LAYERS, *LEAST_SQUARES))

    rehearse()
    if "matplotlib.pyplot" in sys.modules:
        with _noted("matplotlib"):
            _rehearse_drawing()


@contextlib.contextmanager
def _noted(library: str) -> Iterator[None]:
    """Whatever a broken library raises is kept for the trusted side: what does not need it works all the same."""
    try:
        yield
    except Exception as failed:  # noqa: BLE001 - it may raise anything
        said = f"{type(failed).__name__}: {failed}"
        unavailable[library] = message_of(lambda: said, MAX_MESSAGE)


def _rehearse_drawing() -> None:
    """Draw a figure with a text in it, which makes matplotlib look for its fonts, and read what it shows."""
    from matplotlib import pyplot

    from grader.worker.drawing import drawn

    figure, axes = pyplot.subplots()
    axes.set_xlabel("x")
    figure.canvas.draw()
    drawn(figure)
    pyplot.close(figure)
