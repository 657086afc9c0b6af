"""Leaves its process group, which is killed as a whole.

Seen: PermissionError
"""

import os


def attack():
    os.setsid()
