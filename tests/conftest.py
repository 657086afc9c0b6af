"""What holds for the whole suite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings

from grader.execution.limits import Limits
from grader.execution.pool import Pool

# No test fails for being slow: the machine may be busy.
settings.register_profile("grader", deadline=None)
settings.load_profile("grader")


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    """Workers that wait for endless code no longer than a test needs, the same for all tests of a process."""
    with Pool(limits=Limits(check_seconds=2.0, load_seconds=3.0)) as pool:
        yield pool
