"""Workers for the session."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from asking import LIMITS, SECRET, observed

from grader.execution.jobs import CheckJob, Observations
from grader.execution.pool import Pool


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    os.environ["GRADER_TEST_TOKEN"] = SECRET
    with Pool(limits=LIMITS) as pool:
        yield pool


@pytest.fixture(scope="session")
def open_pool() -> Iterator[Pool]:
    """Workers without the layers of the kernel, as on a machine that has none."""
    with Pool(limits=LIMITS, isolate=False) as pool:
        yield pool


@pytest.fixture
def observe(pool: Pool) -> Callable[..., Observations]:
    """Have a learner's text observed with these checks."""

    def run(text: str, *checks: CheckJob) -> Observations:
        return observed(pool, text, *checks)

    return run
