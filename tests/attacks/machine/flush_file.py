"""Has a file written to disk, which others wait for.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    with open("f", "w") as file:
        os.fsync(file.fileno())
