"""What can be reached in a graph. For orders and cycles, there is `graphlib`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

_Node = TypeVar("_Node", bound=Hashable)


def reachable(start: Iterable[_Node], edges: Callable[[_Node], Iterable[_Node]]) -> Iterator[_Node]:
    """The nodes of `start` and all that their edges lead to, each once.

    They come while the graph is walked, so a search may stop at the first that it likes.
    """
    waiting, seen = list(start), set[_Node]()
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            yield node
            waiting += edges(node)
