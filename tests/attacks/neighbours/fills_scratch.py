"""Writes and removes files as fast as it can."""

import os


def attack():
    while True:
        with open("file", "wb") as file:
            file.write(bytes(1 << 19))
        os.remove("file")
