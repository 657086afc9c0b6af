"""Signals a thread of another process.

Seen: PermissionError
"""

import os


def attack():
    kernel("tgkill", os.getppid() or 1, os.getppid() or 1, 0)
