"""Becomes a real-time process.

Seen: PermissionError
"""

import os


def attack():
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
