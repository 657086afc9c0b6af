"""Reads its parent's environment, which may hold a token.

Seen: PermissionError, FileNotFoundError
Unprotected: it succeeds
"""

import os


def attack():
    open(f"/proc/{os.getppid() or 1}/environ").close()
