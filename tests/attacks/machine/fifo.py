"""Leaves a pipe on which whoever opens it waits.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    os.mkfifo("fifo")
