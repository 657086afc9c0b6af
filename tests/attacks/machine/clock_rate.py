"""Makes the clock run faster.

Seen: PermissionError
"""


def attack():
    kernel("adjtimex", bytes(208))
