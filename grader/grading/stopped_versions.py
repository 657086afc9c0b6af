"""Why a version of an author's was stopped or could not be measured, in words for them."""

from __future__ import annotations

from grader.wire.messages import Measured, Stopped, Unrun


def why_stopped(outcome: Stopped | Unrun, seconds: float | None) -> str:
    """What stopped a version, as the end of a sentence about it; `seconds` is the check's own time limit."""
    if isinstance(outcome, Unrun):
        return "is not run, because it was stopped earlier,"
    if outcome.limit in ("time", "wall"):
        exceeds = "exceeds its time limit" if seconds is None else f"exceeds the check's time limit of {seconds:g} s"
        return exceeds if outcome.limit == "time" else f"{exceeds} by the clock, `wall_factor` times over,"
    if outcome.limit == "budget":
        return "is not run to its end, because the time for all checks together (`submission_seconds`) is used up,"
    reasons = {"memory": "needs more memory than is allowed", "crash": "ends its process", "protocol": "sends too much"}
    return f"{reasons[outcome.limit]}{f' ({outcome.detail})' if outcome.detail else ''}"


def why_unmeasured(tolerance: Measured | Stopped) -> str:
    """Why there is no tolerance of a version's answer."""
    return tolerance.unstable if isinstance(tolerance, Measured) else f"measuring it {why_stopped(tolerance, None)}"
