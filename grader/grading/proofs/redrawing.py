"""Drawing an exercise's cases in another process: where hashes, clock and random generators are others, and where an
author's file that never ends can be ended."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from grader.course.discovery import ExerciseFiles
from grader.errors import Place
from grader.grading.proofs.drawing_process import draw_elsewhere

DRAWING_SECONDS = 60.0
"""Reading a checks file and drawing all its cases takes a fraction of a second."""

_FRAME = re.compile(r'File "(.+)", line (\d+)')


@dataclass(frozen=True, slots=True)
class Redrawn:
    """What another process drew: a digest of each case by check; None where a slip was refused, which shows here too.

    `endless` is the line of the author's at which it was ended; `gone` says how it ended without a word.
    """

    digests: dict[str, list[str]] | None = None
    endless: Place | None = None
    gone: str = ""


def redraw(files: ExerciseFiles, seed: int) -> Redrawn:
    """Draw the cases of an exercise in another process."""
    ended = draw_elsewhere(files.reference, files.checks, seed, DRAWING_SECONDS)
    if ended.answer is not None:
        return Redrawn(json.loads(ended.answer))
    if ended.status is None:
        return Redrawn(endless=Place(files.checks, 1))
    if "Timeout (" in ended.errors:
        own = [(file, int(line)) for file, line in _FRAME.findall(ended.errors) if Path(file) == files.checks]
        return Redrawn(endless=Place(files.checks, own[0][1] if own else 1))
    return Redrawn(gone=f"status {ended.status}: {' '.join(ended.errors.split())[-300:]}")
