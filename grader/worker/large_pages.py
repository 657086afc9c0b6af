"""The fork server's memory in large pages: a fork then copies one page table entry for each 2 MiB instead of 512."""

from __future__ import annotations

import ctypes
import re
import sys

ENABLED = True
"""`benchmarks/ablations.py` switches this off to measure its effect."""

_LARGE_PAGE = 2 << 20
_MADV_COLLAPSE = 25  # Linux 6.1
_WRITABLE = re.compile(r"([0-9a-f]+)-([0-9a-f]+) rw-p \S+ \S+ \S+ *(\[heap\])?$")
"""A line of /proc/self/maps for private memory that is not backed by a file."""


def collapse() -> None:
    """Ask the kernel to move this process's memory into large pages. If it does not, everything works as before."""
    if not ENABLED or not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None)
    with open("/proc/self/maps", encoding="utf-8") as maps:
        places = [found for line in maps if (found := _WRITABLE.match(line))]
    for place in places:
        begin = -(-int(place[1], 16) // _LARGE_PAGE) * _LARGE_PAGE
        end = int(place[2], 16) // _LARGE_PAGE * _LARGE_PAGE
        if end > begin:
            libc.madvise(ctypes.c_void_p(begin), ctypes.c_size_t(end - begin), _MADV_COLLAPSE)
