def saddle_gradient(x, y):
    return 3 * x + 2 * y, 2 * x + 3 * y


def descend(x, y, lr, steps):
    pts = [(x, y)]
    for k in range(steps):
        gx, gy = saddle_gradient(x, y)
        x, y = x - lr * gx, y - lr * gy
        pts.append((x, y))
    return pts
