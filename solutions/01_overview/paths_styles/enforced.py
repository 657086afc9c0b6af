"""Every precondition of the docstrings is enforced: what breaks one is refused."""
import math
from itertools import pairwise


class Graph:
    """A graph without a way back, checked once."""

    def __init__(self, graph):
        if type(graph) is not dict:
            raise TypeError(f"a graph is a dict of dicts, not a {type(graph).__name__}")
        for tail, heads in graph.items():
            if type(tail) is not str or type(heads) is not dict:
                raise TypeError("a graph is a dict of dicts with names of nodes as keys")
            for head, number in heads.items():
                if type(head) is not str or type(number) is not float:
                    raise TypeError("each arrow has a float")
        self.arrows = graph
        self._refuse_ways_back()

    def _refuse_ways_back(self):
        done, open_ = set(), set()

        def visit(node):
            if node in open_:
                raise ValueError(f"an arrow leads back to {node}")
            if node not in done:
                open_.add(node)
                for head in self.heads(node):
                    visit(head)
                open_.discard(node)
                done.add(node)

        for node in self.arrows:
            visit(node)

    def heads(self, node):
        return list(self.arrows.get(node, {}))

    @property
    def nodes(self):
        return set(self.arrows).union(*self.arrows.values())


def _number(name, number):
    if type(number) is not float:
        raise TypeError(f"{name} is a float, not a {type(number).__name__}")
    if not math.isfinite(number):
        raise ValueError(f"{name} = {number}")
    return number


def _ends(graph, start, end):
    graph = Graph(graph)
    for node in (start, end):
        if type(node) is not str:
            raise TypeError("the names of nodes are strings")
        if node not in graph.nodes:
            raise ValueError(f"{node} is no node of the graph")
    return graph


def forward(a, b):
    a, b = _number("a", a), _number("b", b)
    return a + b, b + 1.0, (a + b) * (b + 1.0)


def gradient_check(a, b, step):
    if _number("step", step) <= 0.0:
        raise ValueError(f"step = {step}")
    e = forward(a, b)[-1]
    return (forward(a + step, b)[-1] - e) / step, (forward(a, b + step)[-1] - e) / step


def local_gradients(a, b):
    c, d, _ = forward(a, b)
    arrows = [("a", "c", 1.0), ("b", "c", 1.0), ("b", "d", 1.0), ("c", "e", d), ("d", "e", c)]
    graph = {name: {} for name in "abcde"}
    for tail, head, number in arrows:
        graph[tail][head] = number
    return graph


def all_paths(graph, start, end):
    web = _ends(graph, start, end)
    if start == end:
        return [[start]]
    return [[start, *rest] for head in web.heads(start) for rest in all_paths(graph, head, end)]


def along_path(graph, path):
    web = Graph(graph)
    if type(path) is not list or not path:
        raise TypeError("a path is a list of at least one node")
    if any(head not in web.heads(tail) for tail, head in pairwise(path)):
        raise ValueError(f"there is no such path: {path}")
    return math.prod((graph[tail][head] for tail, head in pairwise(path)), start=1.0)


def sum_over_paths(graph, start, end):
    _ends(graph, start, end)
    return math.fsum(along_path(graph, path) for path in all_paths(graph, start, end))


def backward(a, b, upstream):
    upstream = _number("upstream", upstream)
    graph = local_gradients(a, b)
    return upstream * sum_over_paths(graph, "a", "e"), upstream * sum_over_paths(graph, "b", "e")


if __name__ == "__main__":
    print(backward(2.0, 1.0, 1.0))
