"""Loads a part of the kernel.

Seen: PermissionError
"""


def attack():
    kernel("init_module", bytes(10), 10, b"")
