"""Has the machine write everything to disk, again and again.

Seen: PermissionError
Unprotected: it succeeds
"""


def attack():
    kernel("sync")
