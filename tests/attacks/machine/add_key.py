"""Leaves a key in the kernel.

Seen: PermissionError
Unprotected: it succeeds
"""


def attack():
    kernel("add_key", b"user", b"grader", b"x", 1, -3)
