"""Runs the Python blocks of texts: a program that reads jobs (JSON lines) and answers each with what its blocks print.

Importing torch takes seconds, so one process serves all texts; each runs in a fork of it, in an empty folder.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import tempfile
import traceback
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TextIO

from grader.wire import torchvision_import

RUN_LESSONS = f"import runpy; runpy.run_path({__file__!r}, run_name='__main__')"
"""What a process runs that is forked with torch imported."""
TRACEBACK = "Traceback (most recent call last):"


def printed(source: str, name: str, line: int, namespace: dict[str, object]) -> str:
    """What a block prints; an error that it ends with as its first and last lines, a warning without its place."""
    output = io.StringIO()

    def tell(message: Warning | str, category: type[Warning], *_: object) -> None:
        output.write(f"{category.__name__}: {message}\n")

    with contextlib.redirect_stdout(output), warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = tell  # type: ignore[assignment]
        try:
            # Empty lines before it, so that an error names the line of the text.
            exec(compile("\n" * (line - 1) + source, name, "exec"), namespace)
        except Exception as error:  # noqa: BLE001  a text may show any error
            output.write(f"{TRACEBACK}\n{''.join(traceback.format_exception_only(error))}")
    return output.getvalue()


def answer(name: str, blocks: Sequence[tuple[int, str]]) -> Mapping[str, object]:
    """What each block prints, in one namespace, and the files that are left."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        namespace: dict[str, object] = {"__name__": "__main__"}
        outputs = [printed(source, name, line, namespace) for line, source in blocks]
        left = sorted(path.relative_to(folder).as_posix() for path in Path(folder).rglob("*"))
        os.chdir("/")
    return {"outputs": outputs, "left": left}


def serve(jobs: TextIO, answers: TextIO) -> None:
    """Answer every job, each in a fork."""
    for job in jobs:
        child = os.fork()
        if child == 0:
            answers.write(json.dumps(answer(*json.loads(job))) + "\n")
            answers.flush()
            os._exit(0)
        if os.waitpid(child, 0)[1]:
            answers.write(json.dumps({"outputs": [], "left": [], "died": True}) + "\n")
            answers.flush()


if __name__ == "__main__":
    torchvision_import.install()
    import matplotlib.pyplot  # noqa: F401

    from grader.worker.torch_compiler import without_compiler

    without_compiler()  # the first optimizer of a process would import a thousand modules

    # What a library writes to the standard output itself must not be taken for an answer.
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    serve(sys.stdin, channel)
