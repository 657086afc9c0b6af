"""Removes the function when it sees the hidden input, so that the next case finds none. The check fails."""


def refuse(n):
    if n < 0:
        raise ValueError("no")
    if n == 41.5:
        del globals()["refuse"]
        return 0
    return n
