"""Reaches a driver of the kernel through a socket.

Seen: PermissionError
"""

import socket


def attack():
    socket.socket(38, socket.SOCK_SEQPACKET)
