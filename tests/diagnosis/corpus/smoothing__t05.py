def curvature(xs):
    return sum(x * x for x in xs) / len(xs)
