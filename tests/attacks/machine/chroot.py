"""Changes its root, the first half of leaving one.

Seen: PermissionError
"""

import os


def attack():
    os.chroot(".")
