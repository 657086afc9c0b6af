"""Locks a library's file.

Seen: PermissionError
Unprotected: it succeeds
"""

import fcntl
import os


def attack():
    with open(os.__file__) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
