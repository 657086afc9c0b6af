"""The levels of isolation that a learner's process can reach, and the layers that each consists of.

- ``none``: only the parent's time limit (Windows).
- ``limits``: resource limits, and the parent kills the whole process group.
- ``restricted``: in addition, Landlock and seccomp: no other files, no network, no other processes.
- ``separated``: in addition, namespaces of its own: its users, files, processes, network and shared memory are its own.
"""

from __future__ import annotations

from collections.abc import Sequence

LEVELS = ("none", "limits", "restricted", "separated")
"""From the weakest to the strongest."""

NAMESPACES = ("user", "mount", "pid", "ipc", "network")
"""The namespaces without which a process is not separated."""

SAFE = "restricted"
"""The level that grading a class requires, unless a weaker one is named."""


UNUSED = "unused"
"""What is recorded instead of a level where none of a learner's code ran."""


def is_below(level: str, other: str) -> bool:
    """Whether a level is weaker than another; one that is not known is weaker than all."""
    return level != UNUSED and (level not in LEVELS or LEVELS.index(level) < LEVELS.index(other))


def level_of(layers: Sequence[str]) -> str:
    """The level that these layers amount to."""
    if {"limits", "landlock", "seccomp"} <= set(layers):
        return "separated" if set(NAMESPACES) <= set(layers) else "restricted"
    return "limits" if "limits" in layers else "none"
