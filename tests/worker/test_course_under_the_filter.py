"""The course runs under the list of allowed system calls: its references, and what its traced children have called."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.course.discovery import find_course
from grader.testing import assert_full_marks, grade_file
from grader.worker.syscalls import ABSENT, ALLOWED, FIRST_UNKNOWN

ROOT = Path(__file__).parents[2]
REFERENCES = {exercise.name: exercise.reference for exercise in find_course(ROOT).exercises}

TRACED = [
    "brk", "clock_nanosleep", "close", "exit_group", "futex", "getdents64", "getrandom", "ioctl", "lseek", "mmap",
    "mprotect", "munmap", "newfstatat", "openat", "read", "write",
]  # fmt: skip
"""What children called after they had applied their layers, in references and two styles of each exercise."""

OF_THREADS = ["clone", "set_robust_list", "rseq", "rt_sigprocmask", "madvise", "sched_getaffinity", "exit", "mprotect"]
"""What the C library calls to start and end a thread, which torch may do."""


@pytest.mark.parametrize("exercise", REFERENCES)
def test_a_reference_gets_full_marks_under_the_filter(exercise: str) -> None:
    graded = grade_file(ROOT, exercise, REFERENCES[exercise])
    if "seccomp" not in graded.document.isolation.layers:
        pytest.skip(f"not isolated here: {graded.document.isolation.missing}")
    assert_full_marks(graded)
    assert graded.document.refused_calls == ()


@pytest.mark.parametrize("call", [*TRACED, *OF_THREADS])
def test_what_the_course_calls_is_allowed(call: str) -> None:
    assert call in {name for name, *_ in ALLOWED}


def test_the_table_has_each_call_once_and_knows_its_end() -> None:
    for column in (1, 2):
        numbers = [row[column] for row in (*ABSENT, *ALLOWED) if row[column] is not None]
        assert len(numbers) == len(set(numbers))
        assert max(map(int, numbers)) < FIRST_UNKNOWN
