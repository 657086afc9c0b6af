"""Runs a command in a shell.

Seen: PermissionError
"""

import subprocess


def attack():
    subprocess.run("true", shell=True)
