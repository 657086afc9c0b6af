"""Connects to a service of the machine.

Seen: PermissionError
Unprotected: it succeeds
"""

import socket


def attack():
    socket.socket(socket.AF_UNIX)
