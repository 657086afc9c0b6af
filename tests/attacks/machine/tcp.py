"""Connects to the machine itself.

Seen: PermissionError
"""

import socket


def attack():
    socket.create_connection(("127.0.0.1", 80), timeout=1)
