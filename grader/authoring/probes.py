"""The grader's tools for probes. A checks file imports them, but they only work where a probe runs."""

from __future__ import annotations

from typing import Any, NoReturn

from grader.errors import AuthoringError

PROBE_TOOLS = frozenset({"drawn", "observed"})
"""The names of `grader.authoring` that a probe may use."""


def observed(value: Any) -> Any:
    """A snapshot of a value, for a probe to return: later changes of the value do not affect it.

    A tensor keeps its numbers, dtype, `requires_grad`, `is_leaf` and `grad`; lists, tuples and dicts keep their items.

    Raises:
        AuthoringError: if it is called outside a probe, such as at the top level of the checks file.
    """
    _only_in_a_probe("observed")


def drawn(figure: Any) -> Any:
    """What a matplotlib figure shows, as plain data for a probe to return: lines, points, areas, surfaces, labels and
    texts, whichever artist drew them. A property evaluates it with `grader.authoring.figures` and
    `grader.authoring.heights`.

    Raises:
        AuthoringError: if it is called outside a probe.
    """
    _only_in_a_probe("drawn")


def _only_in_a_probe(name: str) -> NoReturn:
    raise AuthoringError(f"`{name}` works only inside a probe: call it in the function under @check(...)")
