"""Starts another process with a call whose arguments a filter cannot see.

Seen: OSError
"""


def attack():
    kernel("clone3", bytes(64), 64)
