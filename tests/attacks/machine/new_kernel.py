"""Starts another kernel.

Seen: PermissionError
"""


def attack():
    kernel("kexec_load", 0, 0, 0, 0)
