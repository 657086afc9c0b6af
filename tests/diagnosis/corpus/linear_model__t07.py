def cost_sum(xs, ys, w):
    return ((xs * w - ys) ** 2).sum() / len(xs)


def cost(xs, ys, w):
    return abs(xs * w - ys).sum() / len(xs)
