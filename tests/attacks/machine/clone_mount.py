"""Takes a copy of a mount.

Seen: PermissionError
"""


def attack():
    kernel("open_tree", -100, b"/", 1)
