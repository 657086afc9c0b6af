"""Sleeps until its time is up, which uses no processor time."""

import time


def attack():
    time.sleep(100)
