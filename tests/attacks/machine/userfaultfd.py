"""Makes the kernel wait for it.

Seen: PermissionError
"""


def attack():
    kernel("userfaultfd", 1)
