"""Binds a name that is in no folder.

Seen: PermissionError
Unprotected: it succeeds
"""

import socket


def attack():
    socket.socket(socket.AF_UNIX).bind("\0grader")
