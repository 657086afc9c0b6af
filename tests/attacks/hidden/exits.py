"""Ends its process with the hidden input as its status. The check fails, and no status is told."""

import os


def refuse(n):
    if n < 0:
        raise ValueError("no")
    if n == 41.5:
        os._exit(int(n))
    return n
