"""Lists the machine's processes.

Seen: PermissionError, FileNotFoundError
Unprotected: it succeeds
"""

import os


def attack():
    os.listdir("/proc")
