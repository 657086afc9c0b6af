"""Which tests run in the same process, and in which order.

Tests that share what is slow to prepare run in one process, so that it is prepared once: those of an exercise, whose
references are recorded, and those of a module. Exercises come first, since nearly everything else uses a recording of
theirs; then the modules that take long, so that none of them is the last to run.
"""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath

from xdist.scheduler import LoadScopeScheduling

OF_EXERCISES = (
    "test_constant_answers", "test_forged_answers", "test_rules", "test_styles", "test_validation",
)  # fmt: skip
LONG = (
    "test_installation", "test_hand_in_and_grade", "test_refusals", "test_copied_numbers", "test_proofs", "test_doctor",
    "test_time", "test_french_course", "test_missing_libraries", "test_validate", "test_report_pages", "test_orders",
    "test_hidden", "test_identity", "test_machine",
)  # fmt: skip


def unit_of(nodeid: str) -> str:
    """The name of what a test shares with others: its exercise, else its module."""
    module, _, test = nodeid.partition("::")
    exercise = test.partition("[")[2].rstrip("]").partition("-")[0]
    return exercise if exercise and _name(module) in OF_EXERCISES else module


def place_of(nodeid: str) -> tuple[int, str]:
    """What the tests are to be sorted by."""
    module, unit = nodeid.partition("::")[0], unit_of(nodeid)
    if unit != module:
        return -1, unit
    return (LONG.index(_name(module)) if _name(module) in LONG else len(LONG)), ""


@cache
def _name(module: str) -> str:
    return PurePosixPath(module).stem


class ByUnit(LoadScopeScheduling):
    """Units in the order of their tests, each whole in one process."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)
