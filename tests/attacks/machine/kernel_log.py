"""Reads the kernel's log.

Seen: PermissionError
"""


def attack():
    kernel("syslog", 3, bytes(100), 100)
