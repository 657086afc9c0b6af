"""Moves data within the kernel, uncounted.

Seen: PermissionError
"""


def attack():
    kernel("splice", 0, 0, 1, 0, 1, 0)
