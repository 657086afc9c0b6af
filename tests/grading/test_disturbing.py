"""The reference with its answers disturbed."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from grader.grading.proofs.disturbing import with_disturbed

CHAIN = """
class Node:
    def __init__(self, number, inputs):
        self.number, self.is_leaf, self.inputs = number, not inputs, inputs


def chain(count):
    nodes = [Node(0.5, [])]
    for number in range(1, count):
        nodes.append(Node(number, [nodes[-1]]))
    return nodes[::-1]
"""


def test_an_object_that_an_answer_holds_in_many_places_is_changed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A truth that is turned twice is as it was, and all that can be reached from each node is a lot."""
    module = ModuleType("disturbed")
    monkeypatch.setitem(sys.modules, "disturbed", module)
    exec(with_disturbed(CHAIN, ["chain"]), vars(module))
    nodes = module.chain(30)
    assert [node.number for node in nodes] == [*range(30, 1, -1), 1.5]
    assert [node.is_leaf for node in nodes] == [True] * 29 + [False]
