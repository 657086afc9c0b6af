def gradient(xs, ys, w):
    g = 0
    for x, y in zip(xs, ys):
        g += 2 * y * (x * w - y)
    return g / len(xs)
