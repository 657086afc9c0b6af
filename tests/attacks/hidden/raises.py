"""Raises the hidden input, from a line that depends on it. The check fails, and nothing else is told."""


def refuse(n):
    if n < 0:
        raise ValueError("no")
    if n == 41.5:
        raise RuntimeError(f"saw {n}")
    return n
