import numpy as np


def forward(a, b):
    nodes = np.zeros(3)
    nodes[0] = np.add(a, b)
    nodes[1] = np.add(b, 1.0)
    nodes[2] = np.multiply(nodes[0], nodes[1])
    return nodes


def gradient_check(a, b, step):
    moved = np.array([a, b]) + step * np.eye(2)
    es = np.array([forward(*row)[2] for row in moved])
    return (es - forward(a, b)[2]) / step


def local_gradients(a, b):
    c, d, e = forward(a, b)
    return {"a": {"c": np.float64(1)}, "b": {"c": np.float64(1), "d": np.float64(1)}, "c": {"e": d}, "d": {"e": c}}


def all_paths(graph, start, end, path=()):
    path = path + (start,)
    if start == end:
        return [list(path)]
    result = []
    for node in sorted(graph.get(start, {})):
        result.extend(all_paths(graph, node, end, path))
    return result


def along_path(graph, path):
    return np.prod([graph[path[i]][path[i + 1]] for i in range(0, len(path) - 1)])


def sum_over_paths(graph, start, end):
    return np.sum([along_path(graph, p) for p in all_paths(graph, start, end)])


def backward(a, b, upstream):
    c, d, e = forward(a, b)
    to_c = np.array([1.0, 1.0])
    to_d = np.array([0.0, 1.0])
    return upstream * (d * to_c + c * to_d)
