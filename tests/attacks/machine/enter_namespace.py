"""Enters a namespace of another process.

Seen: PermissionError
"""


def attack():
    kernel("setns", 3, 0)
