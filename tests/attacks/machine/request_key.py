"""Has the kernel run a program that looks for a key.

Seen: PermissionError
"""


def attack():
    kernel("request_key", b"user", b"grader", b"x", -3)
