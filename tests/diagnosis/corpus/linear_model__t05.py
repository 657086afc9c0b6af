def cost_sum(xs, ys, w):
    s = 1
    for i in range(len(xs)):
        s += (xs[i] * w - ys[i]) ** 2
    return s
