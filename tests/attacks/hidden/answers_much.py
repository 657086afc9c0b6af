"""Answers as many numbers as the hidden input says. The check fails, and no size is told."""


def refuse(n):
    if n < 0:
        raise ValueError("no")
    if n == 41.5:
        return [n] * int(n) * 1000
    return n
