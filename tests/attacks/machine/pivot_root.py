"""Changes the root of the file system.

Seen: PermissionError
"""


def attack():
    kernel("pivot_root", b".", b".")
