"""Lists the folders of other learners.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    os.listdir(os.path.dirname(os.getcwd()))
