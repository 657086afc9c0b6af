"""Leaves a program that runs as its owner.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    open("program", "w").close()
    os.chmod("program", 0o4755)
