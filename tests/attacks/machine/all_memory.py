"""Takes all memory.

Seen: MemoryError, stopped memory
"""


def attack():
    held = []
    while True:
        held.append(bytearray(64 << 20))
