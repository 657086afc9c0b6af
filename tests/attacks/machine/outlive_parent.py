"""Takes back that it dies with its parent.

Seen: PermissionError
Unprotected: it succeeds
"""


def attack():
    kernel("prctl", 1, 0, 0, 0, 0)
