"""Lowers its parent's limits.

Seen: PermissionError
"""

import os
import resource


def attack():
    resource.prlimit(os.getppid() or 1, resource.RLIMIT_NOFILE, (0, 0))
