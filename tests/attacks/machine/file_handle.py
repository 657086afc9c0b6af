"""Opens a file by its number, past all folders.

Seen: PermissionError
"""


def attack():
    kernel("open_by_handle_at", 3, bytes(64), 0)
