"""Takes all the memory that it gets, and touches it."""


def attack():
    held = []
    while True:
        try:
            held.append(bytearray(b"x") * (16 << 20))
        except MemoryError:
            held.clear()
