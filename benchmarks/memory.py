"""Peak memory of a tree of processes, with shared pages counted once."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path
from types import TracebackType

PROC = Path("/proc")
SECONDS_BETWEEN_SAMPLES = 0.002


class PeakMemory:
    """Samples a process and all its descendants while the block runs; `mebibytes` is the largest total.

    A page that n processes share counts 1/n for each (Linux's proportional set size). The process is `root`, or all
    processes that this process has started. None if the system does not provide the sizes.
    """

    def __init__(self, root: int | None = None) -> None:
        self._root = root
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._peak = 0

    @property
    def mebibytes(self) -> float | None:
        """The peak so far."""
        return self._peak / 1024 if self._peak else None

    def __enter__(self) -> PeakMemory:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._stop.is_set():
            roots = [self._root] if self._root is not None else children(os.getpid())
            self._peak = max(self._peak, sum(kibibytes(pid) for root in roots for pid in tree(root)))
            time.sleep(SECONDS_BETWEEN_SAMPLES)


def tree(root: int) -> list[int]:
    """A process and all its descendants."""
    found = [root]
    for pid in found:
        found += children(pid)
    return found


def children(pid: int) -> list[int]:
    """The living processes that this one started."""
    found: list[int] = []
    for task in _read_names(PROC / str(pid) / "task"):
        found += map(int, _read(PROC / str(pid) / "task" / task / "children").split())
    return found


def kibibytes(pid: int) -> int:
    """A process's proportional set size; 0 if it has ended meanwhile."""
    return _kibibytes(pid, "smaps_rollup", "Pss:")


def peak_kibibytes(pid: int) -> int:
    """The largest resident set size that a process has had since it began its program; 0 if it has ended meanwhile."""
    return _kibibytes(pid, "status", "VmHWM:")


def _kibibytes(pid: int, file: str, name: str) -> int:
    for line in _read(PROC / str(pid) / file).splitlines():
        if line.startswith(name):
            return int(line.split()[1])
    return 0


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii")
    except OSError:  # it ended between two reads
        return ""


def _read_names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
