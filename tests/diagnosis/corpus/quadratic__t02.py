def loss(x, y, w1, w2, b):
    return abs(forward(x, w1, w2, b) - y)
