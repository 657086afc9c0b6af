"""Asks for a signal whenever a folder of libraries changes.

Seen: PermissionError
Unprotected: it succeeds
"""

import fcntl
import os


def attack():
    folder = os.open(os.path.dirname(os.__file__), os.O_RDONLY)
    try:
        fcntl.fcntl(folder, 1026, 0)
    finally:
        os.close(folder)
