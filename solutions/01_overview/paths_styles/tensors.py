"""With 0-d tensors, in float64 and in float32, and strings of names joined by arrows."""
import torch


def forward(a, b):
    a, b = torch.tensor(a), torch.tensor(b)
    c = a + b
    d = b + 1.0
    return c, d, c * d


def gradient_check(a, b, step):
    old = forward(a, b)[2]
    return torch.stack([(forward(a + step, b)[2] - old) / step, (forward(a, b + step)[2] - old) / step])


def local_gradients(a, b):
    one = torch.ones(())
    c, d, _ = forward(a, b)
    return {"d": {"e": c}, "c": {"e": d}, "b": {"d": one, "c": one}, "a": {"c": one}}


def all_paths(graph, start, end):
    found = [] if start != end else [start]
    front = [start] if start != end else []
    while front:
        longer = []
        for way in front:
            for head in graph.get(way.split(">")[-1], {}).keys():
                (found if head == end else longer).append(way + ">" + head)
        front = longer
    return [way.split(">") for way in found]


def along_path(graph, path):
    gradients = [graph[tail][head] for tail, head in zip(path, path[1:])]
    return torch.tensor(gradients, dtype=torch.float64).prod()


def sum_over_paths(graph, start, end):
    return torch.tensor([along_path(graph, path) for path in all_paths(graph, start, end)]).sum()


def backward(a, b, upstream):
    upstream = torch.tensor(upstream, dtype=torch.float64)
    return torch.stack([upstream * (b + 1), upstream * (a + 2 * b + 1)])
