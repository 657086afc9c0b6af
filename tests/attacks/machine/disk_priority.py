"""Takes precedence on the disk.

Seen: PermissionError
"""


def attack():
    kernel("ioprio_set", 1, 0, 1 << 13)
