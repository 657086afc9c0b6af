"""Makes pipes, whose memory no limit counts.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    os.pipe()
