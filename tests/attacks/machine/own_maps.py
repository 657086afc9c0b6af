"""Reads where its memory is.

Seen: PermissionError, FileNotFoundError
Unprotected: it succeeds
"""


def attack():
    open("/proc/self/maps").close()
