"""Reads the machine's memory.

Seen: PermissionError, FileNotFoundError
"""


def attack():
    open("/dev/mem", "rb").close()
