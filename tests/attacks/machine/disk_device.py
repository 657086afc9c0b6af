"""Reads a disk.

Seen: PermissionError, FileNotFoundError
"""


def attack():
    open("/dev/vda", "rb").close()
