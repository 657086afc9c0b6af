"""What can be reached in a graph."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from grader.graphs import reachable

NODES = range(7)
GRAPHS = st.fixed_dictionaries({node: st.lists(st.sampled_from(NODES), max_size=3) for node in NODES})


@given(GRAPHS, st.lists(st.sampled_from(NODES), max_size=3))
def test_what_is_reached_is_the_smallest_set_that_the_edges_do_not_leave(edges, start):
    found = list(reachable(start, edges.__getitem__))
    assert len(found) == len(set(found))
    smallest = set(start)
    for _, node in product(NODES, NODES):
        if node in smallest:
            smallest |= set(edges[node])
    assert set(found) == smallest


def test_a_search_may_stop_before_the_end():
    assert any(number > 1000 for number in reachable([0], lambda number: [number + 1]))
