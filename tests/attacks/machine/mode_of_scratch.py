"""Makes its folder unreadable.

Seen: PermissionError
"""

import os


def attack():
    os.chmod(".", 0)
