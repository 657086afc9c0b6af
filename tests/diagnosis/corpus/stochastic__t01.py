def loss(x, y, w):
    return (x * w - y) * 2
