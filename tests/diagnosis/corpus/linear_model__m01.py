def cost(xs, ys, w):
    total = 0
    for x, y in zip(xs, ys):
        total += (y * w - x) ** 2
    return total / len(xs)
