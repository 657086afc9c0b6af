"""Makes a file that seems huge.

Seen: PermissionError, OSError
"""

import os


def attack():
    with open("sparse", "wb") as file:
        os.truncate(file.fileno(), 1 << 40)
