"""Changes a library.

Seen: PermissionError, OSError
"""

import torch


def attack():
    open(torch.__file__, "a").close()
