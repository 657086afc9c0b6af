"""Makes semaphores that outlive it.

Seen: PermissionError
"""


def attack():
    kernel("semget", 0, 1, 0o1600)
