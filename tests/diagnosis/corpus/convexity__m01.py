def saddle_gradient(x, y):
    return 2 * x + 3 * y, 2 * y
