"""Removes a mount that hides something.

Seen: PermissionError
"""


def attack():
    kernel("umount2", b"/tmp", 2)
