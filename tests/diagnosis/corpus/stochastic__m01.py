def gradient(x, y, w):
    return y * (x * w - y)
