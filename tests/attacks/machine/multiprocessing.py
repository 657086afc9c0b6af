"""Starts a pool of processes.

Seen: PermissionError, OSError, FileNotFoundError
"""

import multiprocessing


def attack():
    multiprocessing.get_context("fork").Pool(2)
