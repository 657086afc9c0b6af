"""Asks whether its parent is there.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    os.kill(os.getppid() or 1, 0)
