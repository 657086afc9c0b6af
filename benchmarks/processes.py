"""Running `grader` in a process of its own, from this checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run_grader(*arguments: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the grader to its end, in English, in this folder and with these environment variables.

    Raises:
        SystemExit: if it ends with another status than 0 or 1, with what it wrote to standard error.
    """
    ended = subprocess.run(
        [sys.executable, "-m", "grader", *arguments], capture_output=True, text=True, cwd=cwd,
        env=os.environ | {"GRADER_LANG": "en", "PYTHONPATH": str(ROOT)} | environment,
    )  # fmt: skip
    if ended.returncode not in (0, 1):
        raise SystemExit(f"grader {' '.join(arguments)}: {ended.stderr}")
    return ended
