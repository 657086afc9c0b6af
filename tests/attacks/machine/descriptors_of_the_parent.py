"""Opens a descriptor of its parent.

Seen: PermissionError, FileNotFoundError
"""

import os


def attack():
    open(f"/proc/{os.getppid() or 1}/fd/3").close()
