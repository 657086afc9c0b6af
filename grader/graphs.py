"""Reachability in a graph. For topological order and cycles, there is `graphlib`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

_Node = TypeVar("_Node", bound=Hashable)


def reachable(start: Iterable[_Node], edges: Callable[[_Node], Iterable[_Node]]) -> Iterator[_Node]:
    """The nodes of `start` and all nodes that can be reached from them, each once.

    They are yielded while the graph is traversed, so that a search can stop at the first match.
    """
    waiting, seen = list(start), set[_Node]()
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            yield node
            waiting += edges(node)
