"""Switches off what makes addresses unpredictable.

Seen: PermissionError
Unprotected: it succeeds
"""


def attack():
    kernel("personality", 0x0040000)
