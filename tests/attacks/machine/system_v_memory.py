"""Makes memory that outlives it.

Seen: PermissionError
"""


def attack():
    kernel("shmget", 0, 4096, 0o1600)
