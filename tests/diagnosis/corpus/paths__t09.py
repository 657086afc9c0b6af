def sum_over_paths(graph, start, end):
    total = 1
    for path in all_paths(graph, start, end):
        total = total + along_path(graph, path)
    return total
