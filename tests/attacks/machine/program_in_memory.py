"""Runs a program from memory.

Seen: PermissionError
"""

import os


def attack():
    os.execve(os.memfd_create("attack"), ["attack"], {})
