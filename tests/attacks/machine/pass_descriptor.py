"""Sends a descriptor through the grader's channel.

Seen: PermissionError, OSError
"""

import array
import socket


def attack():
    own = socket.socket(fileno=3)
    try:
        own.sendmsg([b"x"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array("i", [0]))])
    finally:
        own.detach()
