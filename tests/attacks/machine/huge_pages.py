"""Takes huge pages, which the machine has few of.

Seen: PermissionError, OSError
"""

import mmap


def attack():
    mmap.mmap(-1, 2 << 20, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40000)
