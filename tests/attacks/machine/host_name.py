"""Renames the machine.

Seen: PermissionError
"""

import socket


def attack():
    socket.sethostname("attack")
