"""Confines its parent to one processor.

Seen: PermissionError
"""

import os


def attack():
    os.sched_setaffinity(os.getppid() or 1, {0})
