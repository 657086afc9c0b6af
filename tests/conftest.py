"""What holds for the whole suite."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from calling import shared_pool
from hypothesis import settings

from grader.execution.limits import Limits
from grader.execution.pool import Pool
from grader.testing import sharing

OF_EXERCISES = {
    "test_constant_answers", "test_course_under_the_filter", "test_forged_answers", "test_styles", "test_validation",
}  # fmt: skip
ALONE = {"test_installation", "test_missing_libraries", "test_refusals", "test_report_pages", "test_writers"}

# Every gradebook would have a key of its own, and every test would compute the references' results anew.
os.environ.setdefault("GRADER_KEY", "pytorch-from-the-ground-up")


def _has_landlock() -> bool:
    """Whether the kernel has what the level `restricted` needs, by asking for its version."""
    return sys.platform == "linux" and ctypes.CDLL(None, use_errno=True).syscall(444, None, 0, 1) > 0


if not _has_landlock():  # the tests that are about isolation name a level themselves
    os.environ.setdefault("GRADER_REQUIRE_ISOLATION", "none")

# No test fails for being slow: the machine may be busy.
settings.register_profile("grader", deadline=None)
settings.load_profile("grader")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests together that share what is slow to prepare, so that it is not prepared in two processes at once."""
    for item in items:
        group = _group_of(item)
        if group is not None:
            item.add_marker(pytest.mark.xdist_group(group))


def _group_of(item: pytest.Item) -> str | None:
    """An exercise of the course, whose recording its tests share, or a module with an environment of its own."""
    if item.path.stem in ALONE:
        return item.path.stem
    callspec = getattr(item, "callspec", None)
    return callspec.id.partition("-")[0] if callspec and item.path.stem in OF_EXERCISES else None


@pytest.fixture(scope="session", autouse=True)
def _files_are_graded_by_the_shared_workers() -> Iterator[None]:
    with patch.object(sharing, "Pool", lambda preload: shared_pool()):
        yield


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    """Workers that wait for endless code no longer than a test needs, the same for all tests of a process."""
    with Pool(limits=Limits(check_seconds=2.0, load_seconds=3.0)) as pool:
        yield pool
