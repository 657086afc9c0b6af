def gradients(x, y, w1, w2, b):
    r = forward(x, w1, w2, b) - y
    return 2 * r * x, 2 * r * x, 2 * r
