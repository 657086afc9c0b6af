"""The levels of isolation that a learner's process can reach, and the layers that make each.

- ``none``: nothing but the parent's time limit (Windows).
- ``limits``: resource limits, and the parent kills the whole process group.
- ``restricted``: besides, Landlock and seccomp: no other file, no network, no other process.
"""

from __future__ import annotations

from collections.abc import Sequence

LEVELS = ("none", "limits", "restricted")
"""From the weakest to the strongest."""


def level_of(layers: Sequence[str]) -> str:
    """The level that these layers make."""
    if {"limits", "landlock", "seccomp"} <= set(layers):
        return "restricted"
    return "limits" if "limits" in layers else "none"
