"""Locks a file through its description, which a fork shares.

Seen: PermissionError
Unprotected: it succeeds
"""

import fcntl
import os
import struct


def attack():
    with open(os.__file__) as file:
        fcntl.fcntl(file, 37, struct.pack("hhqqi4x", fcntl.F_RDLCK, 0, 0, 0, 0))
