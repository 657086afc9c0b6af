"""Sends a datagram.

Seen: PermissionError
Unprotected: it succeeds
"""

import socket


def attack():
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
