def chord_gap(f, a, b, t):
    return (1 - t) * f(a) + t * f(b) - f(t * a + (1 - t) * b)
