"""What the course's traced children have called is on the list of allowed system calls.

That its references run under it is shown where they are validated (`tests/test_validation.py`).
"""

from __future__ import annotations

import pytest

from grader.worker.syscalls import ABSENT, ALLOWED, FIRST_UNKNOWN

TRACED = [
    "brk", "clock_nanosleep", "close", "exit_group", "futex", "getdents64", "getrandom", "ioctl", "lseek", "mmap",
    "mprotect", "munmap", "newfstatat", "openat", "read", "write",
]  # fmt: skip
"""What children called after they had applied their layers, in references and two styles of each exercise."""

OF_THREADS = ["clone", "set_robust_list", "rseq", "rt_sigprocmask", "madvise", "sched_getaffinity", "exit", "mprotect"]
"""What the C library calls to start and end a thread, which torch may do."""


@pytest.mark.parametrize("call", [*TRACED, *OF_THREADS])
def test_what_the_course_calls_is_allowed(call: str) -> None:
    assert call in {name for name, *_ in ALLOWED}


def test_the_table_has_each_call_once_and_knows_its_end() -> None:
    for column in (1, 2):
        numbers = [row[column] for row in (*ABSENT, *ALLOWED) if row[column] is not None]
        assert len(numbers) == len(set(numbers))
        assert max(map(int, numbers)) < FIRST_UNKNOWN
