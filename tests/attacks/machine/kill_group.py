"""Kills its process group.

Seen: PermissionError
"""

import os


def attack():
    os.killpg(0, 9)
