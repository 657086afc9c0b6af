"""Starts another process.

Seen: PermissionError
"""

import os


def attack():
    if os.fork() == 0:
        os._exit(0)
