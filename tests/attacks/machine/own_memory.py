"""Reads and writes its memory through a file, past what is write-protected.

Seen: PermissionError, FileNotFoundError
Unprotected: it succeeds
"""


def attack():
    open("/proc/self/mem", "r+b").close()
