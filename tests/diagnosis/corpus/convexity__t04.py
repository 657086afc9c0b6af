def saddle_gradient(x, y):
    dx = 2 * x + 3 * y
    dy = 3 * x + y
    return dx, dy
