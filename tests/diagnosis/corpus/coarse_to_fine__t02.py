def best_point(f, points):
    return min([f(p) for p in points])
