def cost_sum(xs, ys, w):
    s = 0
    for i in range(1, len(xs)):
        s += loss(xs[i], ys[i], w)
    return s
