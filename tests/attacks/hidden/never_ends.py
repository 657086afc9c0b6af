"""Computes for ever when it sees the hidden input. The check fails, and not with another word than for a number."""


def refuse(n):
    if n < 0:
        raise ValueError("no")
    while n == 41.5:
        pass
    return n
