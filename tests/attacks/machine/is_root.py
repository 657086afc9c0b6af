"""Is root of the machine.

Seen: PermissionError
Needs: own uid
"""

import os


def attack():
    if os.getuid():
        raise PermissionError("it is somebody else")
