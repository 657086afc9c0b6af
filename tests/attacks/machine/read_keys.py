"""Reads keys of its user.

Seen: PermissionError
"""


def attack():
    kernel("keyctl", 0, -4, 0)
