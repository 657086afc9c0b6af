"""Locks memory, so that others are swapped out.

Seen: PermissionError
"""


def attack():
    kernel("mlockall", 1)
