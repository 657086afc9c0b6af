"""Compares what two processes share.

Seen: PermissionError
"""

import os


def attack():
    kernel("kcmp", os.getpid(), os.getppid() or 1, 0, 0, 0)
