"""Reads root's files.

Seen: PermissionError, FileNotFoundError
"""

import os


def attack():
    os.listdir("/root")
