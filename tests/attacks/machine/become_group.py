"""Joins another group.

Seen: PermissionError
"""

import os


def attack():
    os.setgroups([0])
