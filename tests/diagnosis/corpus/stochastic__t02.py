def gradient(x, y, w):
    return 2 * x * (w - y)
