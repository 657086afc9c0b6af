"""Measures others.

Seen: PermissionError
"""


def attack():
    kernel("perf_event_open", bytes(112), 0, -1, -1, 0)
