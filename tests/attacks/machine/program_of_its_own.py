"""Writes a program and runs it.

Seen: PermissionError
"""

import os


def attack():
    with open("program", "w") as file:
        file.write("#!/bin/sh\nexit 0\n")
    os.execv("program", ["program"])
