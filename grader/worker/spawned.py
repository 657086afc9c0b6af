"""The fallback where there is no fork server (macOS, Windows): a new process for each submission.

Frames are read from standard input and written to standard output; the learner's own output goes to standard error.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from grader.worker.warming import warm_up

if TYPE_CHECKING:
    from grader.worker.child import Measuring


def main(preload: Sequence[str], measuring: Measuring | None = None) -> None:
    """Serve one submission, then end."""
    reading, writing = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)
    gc.disable()  # it would go through all that torch brings, several times, and find nothing
    warm_up(preload)
    gc.freeze()
    gc.enable()
    from grader.worker import child

    if hasattr(os, "setpgid") and os.getpgid(0) != os.getpid():
        os.setpgid(0, 0)
    child.serve(reading, writing, measuring=measuring)
    os._exit(0)
