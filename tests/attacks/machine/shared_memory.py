"""Makes memory that others can map.

Seen: PermissionError, FileNotFoundError
"""

from multiprocessing import shared_memory


def attack():
    shared_memory.SharedMemory("grader-attack", create=True, size=1)
