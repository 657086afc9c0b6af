def gradient_check(a, b, step):
    def f(p, q):
        return forward(p, q)[2]
    e0 = f(a, b)
    a += step
    ga = (f(a, b) - e0) / step
    b += step
    gb = (f(a, b) - e0) / step
    return ga, gb
