"""Makes a named queue.

Seen: PermissionError
"""


def attack():
    kernel("mq_open", b"grader", 0o102, 0o600, 0)
