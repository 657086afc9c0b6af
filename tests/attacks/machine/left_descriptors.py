"""Looks for descriptors that were left open.

Seen: PermissionError
"""

import os


def attack():
    for number in range(5, 1024):
        try:
            os.fstat(number)
        except OSError:
            continue
        return number
    raise PermissionError("there are none")
