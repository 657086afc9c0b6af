"""Makes a queue that outlives it.

Seen: PermissionError
"""


def attack():
    kernel("msgget", 0, 0o1600)
