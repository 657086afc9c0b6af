"""Queues a signal with forged data.

Seen: PermissionError
"""

import os


def attack():
    kernel("rt_sigqueueinfo", os.getppid() or 1, 0, bytes(128))
