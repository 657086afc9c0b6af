"""Sets the clock.

Seen: PermissionError
"""


def attack():
    kernel("clock_settime", 0, bytes(16))
