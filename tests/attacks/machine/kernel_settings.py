"""Reads the kernel's settings.

Seen: PermissionError, FileNotFoundError
Unprotected: it succeeds
"""


def attack():
    open("/proc/sys/kernel/hostname").close()
