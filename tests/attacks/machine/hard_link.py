"""Leaves a second name of a library's file.

Seen: PermissionError
"""

import os


def attack():
    os.link(os.__file__, "link")
