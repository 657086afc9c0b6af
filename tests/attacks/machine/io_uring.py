"""Makes system calls that no filter sees.

Seen: PermissionError
"""


def attack():
    kernel("io_uring_setup", 8, bytes(120))
