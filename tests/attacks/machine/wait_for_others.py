"""Waits for processes that are not its own.

Seen: PermissionError, ChildProcessError
"""

import os


def attack():
    os.waitpid(-1, os.WNOHANG)
