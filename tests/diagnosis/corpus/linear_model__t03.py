def cost(xs, ys, w):
    cost = 0
    for x, y in zip(xs, ys):
        y_pred = x * w
        cost += (y_pred - y) ** 2
    return cost / 3
