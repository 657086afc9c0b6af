"""A control group for a fork server and its children: bounds on their processes, memory and share of the processors.

One group holds all children of a fork server, because moving a process into a group costs more than all other layers
together. It can be made where the control group file system is writable, as it is for root with version 1.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

_MOUNTED = Path("/sys/fs/cgroup")
_PREFIX = "grader-fork-server-"
_MOST_PROCESSES = 512
_ATTEMPTS = 50
_SHARE_OF_MEMORY = 0.8


class ControlGroups:
    """Groups for processes that do not exist yet: one for each controller in version 1, one for all in version 2.

    What the machine refuses is left out.
    """

    def __init__(self) -> None:
        self._made: list[tuple[str, Path]] = []
        memory = int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * _SHARE_OF_MEMORY)
        limits = {
            "pids": {"pids.max": _MOST_PROCESSES},
            "memory": {"memory.limit_in_bytes": memory},
            "cpu": {},  # the group's share is that of one process, however many it has
            "": {"pids.max": _MOST_PROCESSES, "memory.max": memory},
        }
        for controller, own in _own_groups():
            with contextlib.suppress(OSError):
                _sweep(own)
                group = own / f"{_PREFIX}{os.getpid()}"
                group.mkdir()
                self._made.append((controller, group))
                for name, value in limits[controller].items():
                    (group / name).write_text(str(value))

    def enter(self) -> tuple[str, ...]:
        """Move this process, with all that it will start, into the groups, and return which controllers hold it."""
        entered: list[str] = []
        for controller, group in self._made:
            with contextlib.suppress(OSError):
                (group / "cgroup.procs").write_text("0")
                entered += [controller] if controller else ["pids", "memory"]
        return tuple(sorted(entered))

    def remove(self) -> None:
        """Remove the groups, once the processes in them have ended, which the kernel notices a moment later."""
        for _, group in self._made:
            for _ in range(_ATTEMPTS):
                try:
                    group.rmdir()
                except FileNotFoundError:
                    break
                except OSError:
                    time.sleep(0.01)
                else:
                    break


def _sweep(parent: Path) -> None:
    """Remove what a killed run has left."""
    for group in parent.glob(f"{_PREFIX}*"):
        number = group.name.removeprefix(_PREFIX)
        if number.isdecimal() and not Path("/proc", number).exists():
            with contextlib.suppress(OSError):
                group.rmdir()


def _own_groups() -> Iterator[tuple[str, Path]]:
    """The groups that this process is in: a controller of version 1, or "" for version 2, and the group's folder."""
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, controllers, place = line.split(":", 2)
        for controller in controllers.split(","):
            root = _MOUNTED / controller if controller else _MOUNTED
            if controller in ("", "pids", "memory", "cpu") and (root / "cgroup.procs").exists():
                yield controller, root / place.lstrip("/")
