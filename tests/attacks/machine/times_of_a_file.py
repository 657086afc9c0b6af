"""Changes when a file was written.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    open("f", "w").close()
    os.utime("f", (0, 0))
