"""Reads what others send.

Seen: PermissionError
"""

import socket


def attack():
    socket.socket(socket.AF_PACKET, socket.SOCK_RAW, 0)
