def along_path(graph, path):
    product = 1.0
    for u, v in pairwise(path):
        product *= graph[u][v]
        return product
    return product


def sum_over_paths(graph, start, end):
    s = 0
    for path in all_paths(graph, start, end):
        s = s + along_path(graph, path)
    return s
