def all_paths(graph, start, end):
    if start == end:
        return [[start]]
    found = []
    for nxt in graph[start]:
        for p in all_paths(graph, nxt, end):
            found.append([start] + p)
    return found
