# plain loops, an explicit stack instead of recursion


def forward(a, b):
    c = a + b
    d = b + 1
    e = c * d
    return c, d, e


def gradient_check(a, b, step):
    e = forward(a, b)[2]
    slopes = []
    for i in range(2):
        moved = [a, b]
        moved[i] = moved[i] + step
        slopes.append((forward(moved[0], moved[1])[2] - e) / step)
    return slopes[0], slopes[1]


def local_gradients(a, b):
    c, d, e = forward(a, b)
    graph = {}
    graph["a"] = {}
    graph["a"]["c"] = 1
    graph["b"] = {}
    graph["b"]["c"] = 1
    graph["b"]["d"] = 1
    graph["c"] = {}
    graph["c"]["e"] = d
    graph["d"] = {}
    graph["d"]["e"] = c
    graph["e"] = {}
    del graph["e"]
    return graph


def all_paths(graph, start, end):
    paths = []
    stack = [[start]]
    while len(stack) > 0:
        path = stack.pop()
        node = path[len(path) - 1]
        if node == end:
            paths.append(path)
            continue
        if node in graph:
            for head in graph[node]:
                stack.append(path + [head])
    return paths


def along_path(graph, path):
    product = 1
    for i in range(len(path) - 1):
        product = product * graph[path[i]][path[i + 1]]
    return product


def sum_over_paths(graph, start, end):
    total = 0
    for path in all_paths(graph, start, end):
        total += along_path(graph, path)
    return total


def backward(a, b, upstream):
    c, d, e = forward(a, b)
    grad = {"a": 0, "b": 0, "c": 0, "d": 0, "e": upstream}
    grad["c"] += grad["e"] * d
    grad["d"] += grad["e"] * c
    grad["a"] += grad["c"]
    grad["b"] += grad["c"]
    grad["b"] += grad["d"]
    return grad["a"], grad["b"]
