"""Makes a mount namespace.

Seen: PermissionError
"""


def attack():
    kernel("unshare", 0x20000)
