"""Reads its parent's memory.

Seen: PermissionError
"""

import os


def attack():
    kernel("process_vm_readv", os.getppid() or 1, bytes(16), 1, bytes(16), 1, 0)
