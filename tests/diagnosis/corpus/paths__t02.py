def gradient_check(a, b, step):
    def e(a, b):
        return (a + b) * (b + 1)
    return ((e(a + step, b) - e(a - step, b)) / (2 * step), (e(a, b + step) - e(a, b - step)) / (2 * step))
