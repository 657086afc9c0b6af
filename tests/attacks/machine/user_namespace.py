"""Becomes root of a user namespace, which opens much of the kernel.

Seen: PermissionError
"""


def attack():
    kernel("unshare", 0x10000000)
