"""Makes a timer that signals a thread of its choice.

Seen: PermissionError
"""


def attack():
    kernel("timer_create", 0, 0, bytes(8))
