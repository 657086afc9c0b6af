"""Has the kernel merge equal pages, whose timing tells what others hold.

Seen: PermissionError
"""

import mmap


def attack():
    mmap.mmap(-1, 4096).madvise(mmap.MADV_MERGEABLE)
