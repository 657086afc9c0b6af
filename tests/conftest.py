"""What holds for the whole suite."""

from __future__ import annotations

import compileall
import ctypes
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import forking
import pytest
from calling import KEY, SharingPool, shared_pool, shared_references
from hypothesis import settings
from scheduling import ByUnit, place_of
from xdist.remote import Producer

import grader
from grader.execution import references
from grader.execution.limits import Limits
from grader.execution.pool import Pool
from grader.testing import sharing

# Every gradebook would have a key of its own, and every test would compute the references' results anew.
os.environ.setdefault("GRADER_KEY", KEY)

# Nearly all that is imported and collected stays to the end, and is looked through for garbage in vain.
gc.disable()

# Where the environment has no bytecode written, every process of the suite would compile the grader anew, which takes a
# command half a second. The workers never write it, and read what is there.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
_PACKAGE = Path(grader.__file__).parent
if "PYTEST_XDIST_WORKER" not in os.environ:
    compileall.compile_dir(_PACKAGE, quiet=2)

# Hypothesis looks for constants in all of the grader's files, which takes each process five seconds of its own, and
# keeps them. In a new checkout, they are found while the processes of the suite collect its tests.
_FINDING_CONSTANTS = """
import sys
from pathlib import Path
from types import ModuleType
from hypothesis.internal.constants_ast import constants_from_module
for file in Path(sys.argv[1]).rglob("*.py"):
    module = ModuleType(file.stem)
    module.__file__ = str(file)
    constants_from_module(module)
"""

# The grader's own plugin would take its exercise files for a learner's.
collect_ignore = ["french_course"]


def _has_landlock() -> bool:
    """Whether the kernel has what the level `restricted` needs, by asking for its version."""
    return sys.platform == "linux" and ctypes.CDLL(None, use_errno=True).syscall(444, None, 0, 1) > 0


if not _has_landlock():  # the tests that are about isolation name a level themselves
    os.environ.setdefault("GRADER_REQUIRE_ISOLATION", "none")

# No test fails for being slow: the machine may be busy.
settings.register_profile("grader", deadline=None)
settings.load_profile("grader")


def pytest_configure(config: pytest.Config) -> None:
    forking.name_place()
    if "PYTEST_XDIST_WORKER" not in os.environ and not Path(".hypothesis", "constants").exists():
        finding = subprocess.Popen([sys.executable, "-c", _FINDING_CONSTANTS, str(_PACKAGE)])
        config.add_cleanup(finding.wait)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: place_of(item.nodeid))


def pytest_collection_finish() -> None:
    """What was collected and imported is there to the end: each collection of garbage would look for some in it.

    What tests leave in circles is little, and looked for less often: by default, a tenth of the time goes into it.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: in an eighth of the time, a test waits for what no processor works at."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByUnit:
    config.option.loadscopereorder = False  # not by the number of tests, which says little of the time
    return ByUnit(config, log)


@pytest.fixture(scope="session", autouse=True)
def _workers_are_shared() -> Iterator[None]:
    """To start some takes seconds, whichever libraries they import."""
    with (
        patch.object(sharing, "Pool", lambda preload: shared_pool()),
        patch.object(references, "ReferencePool", shared_references),
    ):
        yield


@pytest.fixture(scope="session")
def pool() -> Iterator[Pool]:
    """Workers that wait for endless code no longer than a test needs, the same for all tests of a process."""
    with SharingPool(limits=Limits(check_seconds=0.5, load_seconds=0.5)) as pool:
        yield pool


@pytest.fixture(scope="session", autouse=True)
def _fork_servers_are_warm() -> Iterator[None]:
    with forking.warm():
        yield
