"""What the grader gives to probes. A checks file imports these names, and they work where the probe runs."""

from __future__ import annotations

from typing import Any, NoReturn

from grader.errors import AuthoringError

PROBE_TOOLS = frozenset({"drawn", "observed"})
"""The names that a probe may use of all that `grader.authoring` has."""


def observed(value: Any) -> Any:
    """A snapshot of a value as it is now, for a probe to return: what happens to the value afterwards does not reach
    it.

    A tensor keeps its numbers, dtype, `requires_grad`, `is_leaf` and `grad`; lists, tuples and dicts keep their items.

    Raises:
        AuthoringError: if it is called outside of a probe, which is where the checks file itself is executed.
    """
    _only_in_a_probe("observed")


def drawn(figure: Any) -> Any:
    """What a matplotlib figure shows, as plain data for a probe to return: lines, points, areas, surfaces, labels and
    texts, whatever artist drew them. `grader.authoring.figures` and `grader.authoring.heights` have the questions that
    a property may ask of it.

    Raises:
        AuthoringError: if it is called outside of a probe.
    """
    _only_in_a_probe("drawn")


def _only_in_a_probe(name: str) -> NoReturn:
    raise AuthoringError(f"`{name}` works inside a probe only: call it in the function under @check(...)")
