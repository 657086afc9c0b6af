def cost(xs, ys, w, b):
    s = 0
    for x, y in zip(xs, ys):
        s = s + (x * w - y) ** 2
    return s / len(xs)
