"""Makes a counter that others may wait on.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    os.eventfd(0)
