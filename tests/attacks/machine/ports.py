"""Reaches the hardware.

Seen: PermissionError, OSError
"""


def attack():
    kernel("iopl", 3)
