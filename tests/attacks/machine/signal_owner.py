"""Has the kernel signal the parent when a descriptor is ready.

Seen: PermissionError
"""

import fcntl
import os


def attack():
    fcntl.fcntl(3, fcntl.F_SETOWN, os.getppid() or 1)
