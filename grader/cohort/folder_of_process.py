"""A temporary folder that does not outlive the process that made it."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
from pathlib import Path

_REMOVES = """
import os, shutil, sys, time
sys.stdin.read()
for _ in range(50):  # what ends with the same process may still write into it
    shutil.rmtree(sys.argv[1], ignore_errors=True)
    if not os.path.exists(sys.argv[1]):
        break
    time.sleep(0.1)
"""


class FolderOfThisProcess:
    """A temporary folder that goes with this process, however it ends: another one waits for that, and removes it.

    Attributes:
        path: the folder.
    """

    def __init__(self, prefix: str) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=prefix))
        self._remover = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _REMOVES, str(self.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def remove(self) -> None:
        """Remove it now; more than once is as good as once."""
        assert self._remover.stdin is not None
        with contextlib.suppress(OSError):
            self._remover.stdin.close()
        self._remover.wait()
