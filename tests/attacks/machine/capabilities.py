"""Takes rights back.

Seen: PermissionError
"""

import struct


def attack():
    kernel("capset", struct.pack("=Ii", 0x20080522, 0), b"\xff" * 24)
