"""Asks its parent to trace it, which stops it at every signal.

Seen: PermissionError
"""


def attack():
    kernel("ptrace", 0, 0, 0, 0)
