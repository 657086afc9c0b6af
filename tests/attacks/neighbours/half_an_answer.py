"""Begins an answer of 60 MB, drips it byte by byte, and never ends it."""

import os
import time


def attack():
    os.write(3, (60_000_000).to_bytes(4, "big"))
    while True:
        os.write(3, b"x" * 1000)
        time.sleep(0.0001)
