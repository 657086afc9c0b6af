"""Gets a handle of its parent.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    os.pidfd_open(os.getppid() or 1)
