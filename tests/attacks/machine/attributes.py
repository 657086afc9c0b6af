"""Writes attributes, which no limit counts.

Seen: PermissionError, OSError
"""

import os


def attack():
    open("f", "w").close()
    os.setxattr("f", "user.x", b"x" * 1000)
