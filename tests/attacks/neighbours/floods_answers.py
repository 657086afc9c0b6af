"""Sends one answer after another, none of which was asked for."""

import os


def attack():
    while True:
        for descriptor in (3, 4):
            os.write(descriptor, b"\0\0\0\1\xc0" * 10000)
