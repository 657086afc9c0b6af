"""Moves a file out of its folder.

Seen: PermissionError, OSError
"""

import os


def attack():
    open("f", "w").close()
    os.rename("f", "../grader-moved")
