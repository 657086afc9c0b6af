"""Nests folders, deeper than a path may be long.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    os.mkdir("deep")
