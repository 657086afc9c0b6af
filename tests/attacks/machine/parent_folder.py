"""Goes up from its folder.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    os.open("..", os.O_RDONLY)
