"""Leaves a link to a secret, for the grader to follow.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    os.symlink("/etc/passwd", "link")
