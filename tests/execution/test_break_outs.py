"""Trying to break out: what is held back and what is not, with the layers and without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.execution.break_outs import HOLDING, try_to_break_out
from grader.execution.pool import Pool

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="the layers that this is about are Linux's")


def test_every_layer_in_force_holds(pool: Pool) -> None:
    isolation, attempts = try_to_break_out(pool, Path(__file__), 1 << 32)
    if "seccomp" not in isolation.layers:
        pytest.skip(f"this machine does not allow the layers: {isolation.missing}")
    assert [attempt.name for attempt in attempts] == list(HOLDING)
    assert [attempt for attempt in attempts if attempt.claimed and not attempt.held] == []
    assert not any(attempt.why == "no answer" for attempt in attempts)


def test_without_the_layers_the_attempts_succeed_and_nothing_is_claimed(open_pool: Pool) -> None:
    _, attempts = try_to_break_out(open_pool, Path(__file__), 1 << 32)
    succeeded = {attempt.name for attempt in attempts if not attempt.held}
    assert succeeded >= {"password_file", "course_file", "existence", "other_folders", "writing_elsewhere", "loopback",
                         "unix_socket", "lock", "lease", "notification", "other_pids", "process_list"}  # fmt: skip
    assert {attempt.name for attempt in attempts if attempt.claimed} == {"all_memory"}
