"""Starts more threads than are allowed, to get a larger share of the processors.

Seen: RuntimeError
Needs: thread limit
"""

import threading


def attack():
    stop = threading.Event()
    try:
        for _ in range(60):
            threading.Thread(target=stop.wait, daemon=True).start()
    finally:
        stop.set()
