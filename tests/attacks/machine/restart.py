"""Restarts the machine.

Seen: PermissionError
"""


def attack():
    kernel("reboot", 0, 0, 0, 0)
