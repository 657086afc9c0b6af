"""Types into a terminal.

Seen: PermissionError
"""

import fcntl


def attack():
    fcntl.ioctl(0, 0x5412, b"x")
