def sum_over_paths(graph, start, end):
    total = 1
    for p in all_paths(graph, start, end):
        total *= along_path(graph, p)
    return total
