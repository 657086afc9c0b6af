def cost(xs, ys, w):
    m = len(xs)
    J = 0
    for i in range(m):
        J += (forward(xs[i], w) - ys[i]) ** 2
    return J / (2 * m)
