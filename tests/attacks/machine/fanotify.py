"""Watches the whole file system, and can make others wait.

Seen: PermissionError
"""


def attack():
    kernel("fanotify_init", 4, 0)
