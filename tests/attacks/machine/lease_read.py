"""Takes a read lease on a library's file, so that everybody who writes to it waits.

Seen: PermissionError
"""

import fcntl
import os


def attack():
    with open(os.__file__) as file:
        fcntl.fcntl(file, 1024, fcntl.F_RDLCK)
