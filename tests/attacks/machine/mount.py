"""Mounts a file system.

Seen: PermissionError
"""


def attack():
    kernel("mount", b"none", b".", b"tmpfs", 0, 0)
