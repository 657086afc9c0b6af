"""Makes a file in memory, which no limit counts.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    os.memfd_create("attack")
