"""Runs a program in the kernel.

Seen: PermissionError
"""


def attack():
    kernel("bpf", 0, bytes(64), 64)
