"""Changes a quota.

Seen: PermissionError
"""


def attack():
    kernel("quotactl", 0, 0, 0, 0)
