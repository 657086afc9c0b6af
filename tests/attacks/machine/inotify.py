"""Watches which libraries others open.

Seen: PermissionError
Unprotected: it succeeds
"""


def attack():
    kernel("inotify_init1", 0)
