"""Removes a library.

Seen: PermissionError, OSError
"""

import os

import torch


def attack():
    os.rename(torch.__file__, torch.__file__ + ".old")
