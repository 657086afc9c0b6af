def chord_gap(f, a, b, t):
    chord = (1 - t) * f(a) + t * f(b)
    graph = f((1 - t) * a + t * b)
    return graph - chord
