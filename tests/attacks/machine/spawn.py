"""Runs a program through posix_spawn.

Seen: PermissionError, FileNotFoundError
"""

import os


def attack():
    os.posix_spawn("/bin/true", ["true"], {})
