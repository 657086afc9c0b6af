"""Has the kernel write a log.

Seen: PermissionError
"""


def attack():
    kernel("acct", b"log")
