"""Opens files until the machine has none left.

Seen: OSError
"""

import os


def attack():
    held = []
    while True:
        held.append(open(os.__file__))
