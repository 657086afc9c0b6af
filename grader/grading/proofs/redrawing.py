"""Drawing an exercise's cases in another process: where hashes, clock and random generators are others, and where an
author's file that never ends can be ended.

Run as a program, it loads an exercise, draws its cases and writes what they are made of.
"""

from __future__ import annotations

import faulthandler
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from grader.course.discovery import COURSE_FILE, ExerciseFiles
from grader.course.draws import DrawnCase
from grader.errors import Place

DRAWING_SECONDS = 60.0
"""Reading a checks file and drawing all its cases takes a fraction of a second."""

_HASH_SEED = "1"
_FRAME = re.compile(r'File "(.+)", line (\d+)')


@dataclass(frozen=True, slots=True)
class Redrawn:
    """What another process drew: a digest of each case by check; None where a slip was refused, which shows here too.

    `endless` is the line of the author's at which it was ended; `gone` says how it ended without a word.
    """

    digests: dict[str, list[str]] | None = None
    endless: Place | None = None
    gone: str = ""


def redraw(files: ExerciseFiles, seed: int, seconds: float | None = None) -> Redrawn:
    """Draw the cases of an exercise in another process."""
    limit = DRAWING_SECONDS if seconds is None else seconds
    with tempfile.TemporaryDirectory(prefix="grader-") as folder:
        answer = Path(folder, "digests.json")
        wanted = [str(part) for part in (files.reference, files.checks, answer, seed, limit)]
        environment = os.environ | {"PYTHONHASHSEED": _HASH_SEED, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        try:
            ended = subprocess.run(
                [sys.executable, "-m", __name__, *wanted],
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=2 * limit + 60,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return Redrawn(endless=Place(files.checks, 1))
        if answer.is_file():
            return Redrawn(json.loads(answer.read_text(encoding="utf-8")))
    if "Timeout (" in ended.stderr:
        own = [(file, int(line)) for file, line in _FRAME.findall(ended.stderr) if Path(file) == files.checks]
        return Redrawn(endless=Place(files.checks, own[0][1] if own else 1))
    return Redrawn(gone=f"status {ended.returncode}: {' '.join(ended.stderr.split())[-300:]}")


def digest(case: DrawnCase) -> str:
    """A digest of all that a case hands over."""
    return hashlib.sha256(repr((case.arguments, case.folders)).encode()).hexdigest()


def _write(reference: Path, checks: Path, answer: Path, seed: int, limit: float) -> None:
    from grader.course.draws import draw_cases
    from grader.course.loading import load_exercise
    from grader.course.settings import read_settings
    from grader.errors import AuthoringError

    faulthandler.dump_traceback_later(limit, exit=True)
    try:
        settings = read_settings(checks.parents[1] / COURSE_FILE)
        files = ExerciseFiles(checks.parent.name, reference.stem, reference, reference, checks, None, settings)
        exercise = load_exercise(files)
        found = {check.id: [digest(case) for case in draw_cases(check, seed)] for check in exercise.checks}
    except AuthoringError:
        found = None
    faulthandler.cancel_dump_traceback_later()
    answer.write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    _write(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5]))
