"""Makes a pair of sockets.

Seen: PermissionError
Unprotected: it succeeds
"""

import socket


def attack():
    socket.socketpair()
