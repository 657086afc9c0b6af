"""Starts another process below Python, with the oldest call.

Seen: PermissionError
"""


def attack():
    if kernel("clone", 17, 0, 0, 0, 0) == 0:
        import os

        os._exit(0)
