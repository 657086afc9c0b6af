"""Reads who has an account.

Seen: PermissionError, FileNotFoundError
Unprotected: it succeeds
"""


def attack():
    open("/etc/passwd").close()
