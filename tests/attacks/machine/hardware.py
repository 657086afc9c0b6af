"""Reads what hardware there is.

Seen: PermissionError, FileNotFoundError
Unprotected: it succeeds
"""

import os


def attack():
    os.listdir("/sys/class")
