"""Chooses the processor that it runs on, to measure a neighbour.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    os.sched_setaffinity(0, {0})
