"""Asks the kernel about the network.

Seen: PermissionError
Unprotected: it succeeds
"""

import socket


def attack():
    socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)
