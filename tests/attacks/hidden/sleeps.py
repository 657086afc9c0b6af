"""Tells the hidden input through the time that the check takes. The check passes, and no time of it is told."""

import time


def refuse(n):
    if n < 0:
        raise ValueError("no")
    if n == 41.5:
        time.sleep(n / 40)
    return n
