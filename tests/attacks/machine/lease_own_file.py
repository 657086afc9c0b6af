"""Takes a lease on a file of its own, which the grader opens or removes later.

Seen: PermissionError
Unprotected: it succeeds
"""

import fcntl


def attack():
    with open("mine", "w") as file:
        fcntl.fcntl(file, 1024, fcntl.F_WRLCK)
