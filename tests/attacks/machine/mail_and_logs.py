"""Reads what the machine logs.

Seen: PermissionError, FileNotFoundError
Unprotected: it succeeds
"""

import os


def attack():
    os.listdir("/var/log")
