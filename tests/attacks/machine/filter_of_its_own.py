"""Puts another filter in front, which answers in its place.

Seen: PermissionError
"""


def attack():
    kernel("seccomp", 0, 0, 0)
