"""Ends its process in every check, so that a new one is started again and again."""

import os


def attack():
    os._exit(3)
