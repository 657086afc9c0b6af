"""Traces its parent.

Seen: PermissionError
"""

import os


def attack():
    kernel("ptrace", 16, os.getppid() or 1, 0, 0)
