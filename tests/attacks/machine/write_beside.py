"""Writes a file into the folder of temporary files.

Seen: PermissionError, OSError
Unprotected: it succeeds
"""

import os


def attack():
    path = os.path.join(os.path.dirname(os.getcwd()), "grader-attack")
    open(path, "w").close()
    os.remove(path)
