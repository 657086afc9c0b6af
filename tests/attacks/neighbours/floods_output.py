"""Prints without end, so that the trusted side has to read without end."""

import os


def attack():
    while True:
        os.write(1, b"x" * 65536)
