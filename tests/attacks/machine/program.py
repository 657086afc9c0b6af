"""Runs a program.

Seen: PermissionError, FileNotFoundError
"""

import os


def attack():
    os.execv("/bin/true", ["true"])
