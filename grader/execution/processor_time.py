"""The processor time that a child has used, as the kernel counts it for the trusted side.

Nothing in the child takes part, and its user, its namespaces and its isolation make no difference: the kernel answers
for any process that has a number here.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time

_CLOCK_OF_PROCESS = 2  # the kernel's CPUCLOCK_SCHED: all threads, in nanoseconds
_MOST_PROCESSES = 1000
_WAITED_FOR = (13, 14)  # the fields cutime and cstime of /proc/PID/stat, behind the name


def processor_seconds(pid: int) -> float | None:
    """The seconds of processor time that a process has used in all its threads.

    None if it cannot be read: the process was waited for, or this system has no such clock.
    """
    if not sys.platform.startswith("linux"):
        return None
    try:
        # What clock_getcpuclockid(3) computes, which Python does not offer for a process.
        return time.clock_gettime((~pid << 3) | _CLOCK_OF_PROCESS)
    except OSError:
        return None


def tree_seconds(pid: int) -> float | None:
    """The same for a process, all that it started and that still runs, and all that it waited for.

    A process whose parent has ended belongs to nobody's tree. Needed only where a child may start processes.
    """
    if (total := processor_seconds(pid)) is None:
        return None
    waiting, seen = [pid], 0
    while waiting and seen < _MOST_PROCESSES:
        process, seen = waiting.pop(), seen + 1
        with contextlib.suppress(OSError, ValueError, IndexError):  # it has ended meanwhile
            total += _waited_for(process)
            started = _started(process)
            total += sum(processor_seconds(one) or 0.0 for one in started)
            waiting += started
    return total


def _started(pid: int) -> list[int]:
    found = []
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/children", encoding="ascii") as children:
            found += [int(one) for one in children.read().split()]
    return found


def _waited_for(pid: int) -> float:
    with open(f"/proc/{pid}/stat", "rb") as stat:
        fields = stat.read().rpartition(b")")[2].split()
    return sum(int(fields[number]) for number in _WAITED_FOR) / os.sysconf("SC_CLK_TCK")
