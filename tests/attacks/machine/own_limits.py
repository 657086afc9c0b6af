"""Raises its own limits.

Seen: PermissionError, ValueError
"""

import resource


def attack():
    resource.setrlimit(resource.RLIMIT_CPU, (1 << 30, 1 << 30))
