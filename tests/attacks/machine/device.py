"""Makes a device.

Seen: PermissionError
"""

import os
import stat


def attack():
    os.mknod("device", stat.S_IFBLK | 0o600, os.makedev(8, 0))
