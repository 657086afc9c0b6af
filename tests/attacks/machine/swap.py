"""Changes the machine's swap.

Seen: PermissionError
"""


def attack():
    kernel("swapoff", b"/swapfile")
