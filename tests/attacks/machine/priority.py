"""Takes precedence over other processes.

Seen: PermissionError
"""

import os


def attack():
    os.setpriority(os.PRIO_PROCESS, 0, -20)
